import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import { parquetReadObjects } from "hyparquet";
import { MongoClient } from "mongodb";
import type { AllowList } from "../../contracts/mask.ts";
import { mongoCollectionsOf } from "../../contracts/mongodb-collections.ts";
import type { ExtractEnvironment } from "../../functions/extract/environment.ts";
import { jobVariables, toEnvironment } from "../../functions/extract/environment.ts";
import type { Limits } from "../../functions/extract/run.ts";
import type { BatchManifest } from "../../functions/shared/batch-manifest.ts";
import { type ReplicaSet, startReplicaSet } from "../../local/mongodb/mongod.ts";
import { type S3Server, startS3Server } from "../../local/s3-server.ts";

export const DATABASE = "shop";
const BUCKET = "lake";

/** How a job ended. */
export interface Ended {
  readonly code: number | null;
  readonly log: readonly Record<string, unknown>[];
  /** All that it printed. */
  readonly output: string;
}

export interface Job extends Partial<Pick<ExtractEnvironment, "mode" | "readFrom" | "readTags">> {
  readonly limits?: Partial<Limits>;
  readonly uri?: string;
  /** A bundle that has its contracts in it, and the limits of production. */
  readonly bundle?: string;
  /** Called when the process runs. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** A replica set, a lake and jobs between them. */
export class Rig {
  readonly mongo: ReplicaSet;
  readonly client: MongoClient;
  readonly s3: S3Server;
  readonly #contracts: AllowList;

  private constructor(mongo: ReplicaSet, s3: S3Server, contracts: AllowList) {
    this.mongo = mongo;
    this.client = new MongoClient(mongo.uri);
    this.s3 = s3;
    this.#contracts = contracts;
  }

  static async start(contracts: AllowList, options: Parameters<typeof startReplicaSet>[0] = {}): Promise<Rig> {
    return new Rig(await startReplicaSet(options), await startS3Server(), contracts);
  }

  get db() {
    return this.client.db(DATABASE);
  }

  get contracts() {
    return mongoCollectionsOf({ [DATABASE]: { engine: "mongodb", collections: this.#contracts } });
  }

  async stop(): Promise<void> {
    await this.client.close();
    await Promise.all([this.mongo.stop(), this.s3.close()]);
  }

  /** Runs a job of the container to its end. */
  async extract(collection: string, job: Job = {}): Promise<Ended> {
    const { mode = "extract", readFrom = "primary", readTags, limits = {}, uri = this.mongo.uri } = job;
    const settings = {
      stack: "test",
      lakeBucket: BUCKET,
      lakeOwner: "111122223333",
      readFrom,
      oplogHours: 24,
    } as const;
    const { contracts } = this;
    const program = job.bundle === undefined ? ["--import", "tsx", ENTRY] : [job.bundle];
    const child = spawn(process.execPath, program, {
      env: {
        ...toEnvironment({ ...settings, ...(readTags === undefined ? {} : { readTags }) }),
        ...jobVariables({ mode, database: DATABASE, collection }),
        MONGODB_URI: uri,
        AWS_ENDPOINT_URL_S3: this.s3.endpoint,
        AWS_REGION: "us-west-2",
        AWS_ACCESS_KEY_ID: "any",
        AWS_SECRET_ACCESS_KEY: "any",
        POWERTOOLS_DEV: "false",
        TEST: JSON.stringify({ contracts, limits }),
      },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const printed = Promise.all([text(child.stdout), text(child.stderr)]);
    job.onStart?.(child);
    const [code] = (await once(child, "exit")) as [number | null];
    const output = (await printed).join("\n");
    const lines = output.split("\n").filter((line) => line.startsWith("{"));
    return { code, output, log: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  }

  /** The manifests of a collection, in order. */
  manifests(collection: string): BatchManifest[] {
    const keys = [...this.s3.objects.keys()].filter((key) =>
      key.startsWith(`${BUCKET}/raw/${DATABASE}/${collection}/`),
    );
    return keys
      .filter((key) => key.endsWith(".json"))
      .sort()
      .map((key) => JSON.parse(this.s3.objects.get(key)?.body.toString() ?? "") as BatchManifest);
  }

  /** The rows of a batch. */
  async rows({ parquet }: BatchManifest): Promise<RawRow[]> {
    const body = this.s3.objects.get(`${BUCKET}/${parquet.key}`)?.body as Buffer;
    const file = body.buffer.slice(body.byteOffset, body.byteOffset + body.byteLength) as ArrayBuffer;
    return (await parquetReadObjects({ file })) as RawRow[];
  }

  /** The collection as all batches together leave it: the texts of its fields by key. */
  async replayed(collection: string): Promise<Map<string, Record<string, string | null>>> {
    const documents = new Map<string, Record<string, string | null>>();
    for (const manifest of this.manifests(collection)) {
      if (manifest.range?.load === manifest.batch) documents.clear();
      for (const { _id, _op, _cluster_time, _ordinal, ...fields } of await this.rows(manifest))
        if (_op === "d") documents.delete(_id);
        else documents.set(_id, fields as Record<string, string | null>);
    }
    return documents;
  }
}

const ENTRY = fileURLToPath(new URL("extract-process.ts", import.meta.url));

export interface RawRow {
  readonly _id: string;
  readonly _op: string;
  readonly _cluster_time: Date;
  readonly _ordinal: bigint;
  readonly [field: string]: unknown;
}

/** The line of a run's end. */
export function endOf({ log }: Ended): Record<string, unknown> | undefined {
  return log.find(({ message }) => message === "extract");
}
