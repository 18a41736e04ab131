import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { bundleFunction } from "../../functions/bundle-function.ts";
import { type CleanerEnvironment, toEnvironment } from "../../functions/cleaner/environment.ts";
import { type FailureRecord, readFailureRecord } from "../../ops/failures/failure-message.ts";
import { objectCreated } from "../s3-event.ts";
import { storedObject } from "../s3-object.ts";
import { type S3Server, startS3Server } from "../s3-server.ts";
import { invokeAsync } from "./invoke-async.ts";
import { type LambdaPool, startLambdaPool } from "./lambda-pool.ts";
import { checkLanding, type Landing, type RawVersion } from "./landing.ts";
import { type KnownFile, TICKETS } from "./tickets.ts";

/** The event that S3 sends. */
export type Notification = ReturnType<typeof objectCreated>;

/**
 * A test rig with everything that the cleaner needs, on one machine: S3 over HTTP, the shipped bundle in processes of its own,
 * Lambda's asynchronous invocation, and the failure queue as a list.
 */
export interface Rig {
  readonly s3: S3Server;
  readonly pool: LambdaPool;
  /** The messages of the failure queue, as the operator's commands read them. */
  readonly failures: readonly FailureRecord[];
  /** Writes a RAW object, as DMS does. @returns the event that S3 sends for it, for the caller to deliver: once, twice, later */
  readonly put: (key: string, file: KnownFile) => Notification;
  /** Resolves when the event has succeeded, or is in the failure queue. */
  readonly deliver: (event: object) => Promise<void>;
  /** The result for all objects that were put. */
  readonly landing: () => Landing;
  /** Empties S3 and the failure queue, for the next example. */
  readonly clear: () => void;
  /** @returns the logs of all processes */
  readonly close: () => Promise<string>;
}

const REGION = "us-west-2";
const RAW = "raw";
const CLEAN = "clean";
const SETTINGS: CleanerEnvironment = {
  stack: "rig-us-west-2",
  rawBucket: RAW,
  rawPrefix: "mongodb-data/",
  cleanBucket: CLEAN,
  cleanBucketRegion: "us-east-1",
  cleanPrefix: "rig-us-west-2/clean/",
  csvDelimiter: ",",
  nullMarker: "NULL",
  passOp: true,
  cleanNames: "versioned",
};

interface RigOptions {
  /** Processes of the function. */
  readonly processes: number;
  /** Environment variables beyond the cleaner's own, for example `AWS_MAX_ATTEMPTS`. */
  readonly variables?: Readonly<Record<string, string>>;
  /** The cleaner with the tickets' masks, for who starts more rigs than one; made anew without it. */
  readonly bundle?: string;
}

export async function startRig({ processes, variables = {}, bundle: made }: RigOptions): Promise<Rig> {
  const folder = await mkdtemp(join(tmpdir(), "clearwell-"));
  const bundle = made ?? join(folder, "index.mjs");
  if (made === undefined) await bundleFunction("cleaner", bundle, TICKETS);
  const s3 = await startS3Server();
  const lambda = { name: "cleaner", region: REGION, bundle, variables: { ...toEnvironment(SETTINGS), ...variables } };
  const pool = await startLambdaPool(lambda, s3.endpoint, processes);
  const versions: RawVersion[] = [];
  const failures: FailureRecord[] = [];
  return {
    s3,
    pool,
    failures,
    put: (key, { body, rows, clean }) => {
      const object = storedObject(body);
      s3.objects.set(`${RAW}/${key}`, object);
      versions.push({ rows, clean, key, etag: object.etag.replaceAll('"', "") });
      return objectCreated(RAW, key, object, REGION);
    },
    deliver: async (event) => {
      const message = await invokeAsync(pool.invoke, event);
      if (message === undefined) return;
      const record = readFailureRecord(message, RAW);
      if (record === undefined) throw new Error("The operator's commands can't read a message of the failure queue.");
      failures.push(record);
    },
    landing: () => {
      const clean = [...s3.objects].filter(([name]) => name.startsWith(`${CLEAN}/`)).map(([, object]) => object);
      return checkLanding(versions, clean, failures);
    },
    clear: () => {
      versions.length = 0;
      failures.length = 0;
      s3.clear();
    },
    close: async () => {
      const log = await pool.close();
      await s3.close();
      await rm(folder, { recursive: true });
      return log;
    },
  };
}
