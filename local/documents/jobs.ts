import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";
import type { MongoCollections } from "../../contracts/mongodb-fields.ts";
import { bundleContainer } from "../../functions/bundle-container.ts";
import { jobVariables as extractJob, toEnvironment as extractVariables } from "../../functions/extract/environment.ts";
import { jobVariables as processJob, toEnvironment as processVariables } from "../../functions/process/environment.ts";
import type { RedshiftStandIn } from "../redshift/redshift.ts";
import type { S3Server } from "../s3-server.ts";
import type { DocumentSource } from "./source.ts";

/** The bucket, here. */
export const LAKE = { bucket: "clearwell-documents", owner: "111122223333" } as const;

/** How a job ended. */
export interface Ended {
  readonly code: number | null;
  /** Its lines of JSON. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
}

/** The containers as they are shipped, in processes of their own. */
export interface Jobs {
  extract(collection: string): Promise<Ended>;
  process(collection: string): Promise<Ended>;
  /** All that they have printed. */
  readonly output: readonly string[];
  close(): Promise<void>;
}

interface Place {
  readonly database: string;
  readonly source: DocumentSource;
  readonly s3: S3Server;
  readonly redshift: RedshiftStandIn;
}

interface Contracts {
  readonly extract: MongoCollections;
  readonly process: MongoCollections;
}

const STACK = "local-mongodb-to-redshift";

/** Inside the repository, because the bundle of the process step finds DuckDB in its packages. */
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

export async function startJobs(contracts: Contracts, { database, source, s3, redshift }: Place): Promise<Jobs> {
  await mkdir(DIST, { recursive: true });
  const folder = await mkdtemp(join(DIST, "run-"));
  const bundles = { extract: join(folder, "extract.mjs"), process: join(folder, "process.mjs") };
  await Promise.all(
    (["extract", "process"] as const).map((name) => bundleContainer(name, bundles[name], contracts[name])),
  );
  const output: string[] = [];
  const lake = { stack: STACK, lakeBucket: LAKE.bucket, lakeOwner: LAKE.owner };
  const { from: readFrom, tags } = source.read;
  const forExtract = {
    ...extractVariables({ ...lake, readFrom, oplogHours: 24, ...(tags === undefined ? {} : { readTags: tags }) }),
    MONGODB_URI: source.uri,
  };
  const copyRoleArn = `arn:aws:iam::${LAKE.owner}:role/copy`;
  const forProcess = processVariables({
    ...lake,
    redshift: { database: "dev", workgroup: "clearwell", copyRoleArn },
    unlistedFields: "report",
  });
  const aws = { AWS_ENDPOINT_URL_S3: s3.endpoint, AWS_ENDPOINT_URL_REDSHIFT_DATA: redshift.api.endpoint };
  const run = async (bundle: string, variables: Readonly<Record<string, string>>) => {
    const ended = await runJob(bundle, { ...variables, ...aws });
    output.push(ended.output);
    return ended;
  };
  return {
    output,
    extract: (collection) =>
      run(bundles.extract, { ...forExtract, ...extractJob({ mode: "extract", database, collection }) }),
    process: (collection) => run(bundles.process, { ...forProcess, ...processJob({ database, collection }) }),
    close: () => rm(folder, { recursive: true, force: true }),
  };
}

async function runJob(bundle: string, variables: Readonly<Record<string, string>>) {
  const child = spawn(process.execPath, [bundle], {
    env: {
      ...variables,
      AWS_REGION: "us-west-2",
      AWS_ACCESS_KEY_ID: "local",
      AWS_SECRET_ACCESS_KEY: "local",
      AWS_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true",
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const [out, err, [code]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  const output = `${out}\n${err}`;
  const lines = output.split("\n").filter((line) => line.startsWith("{"));
  const log = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { code: code as number | null, log, output };
}
