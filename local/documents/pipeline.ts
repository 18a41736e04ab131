import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { Terminal } from "../../command/terminal.ts";
import { UserError } from "../../command/user-error.ts";
import { mongoCollectionsOf } from "../../contracts/mongodb-collections.ts";
import type { Sources } from "../../contracts/source.ts";
import { replaceOutput } from "../output-folder.ts";
import { pathFrom } from "../path.ts";
import { startRedshift } from "../redshift/redshift.ts";
import { type S3Server, startS3Server } from "../s3-server.ts";
import { demoCollections } from "./collections.ts";
import type { Demo, Faults } from "./demo.ts";
import { type Jobs, startJobs } from "./jobs.ts";
import { runRounds } from "./run-rounds.ts";
import { openSource } from "./source.ts";

export interface DocumentsRequest {
  readonly sources: Sources;
  readonly output: string;
  readonly calledFrom: string;
  /** Connection string of one's own server. Absent: mongod is started here. */
  readonly own?: string | undefined;
  /** Only of tests. */
  readonly faults?: Faults;
}

/**
 * The pipeline from end to end: a MongoDB that is written to, the containers as they are shipped, a collection that drift stops, its
 * acceptance, and the tables compared with the source.
 * @returns whether each table is its collection, and nothing left that is not listed
 */
export async function runDocuments(request: DocumentsRequest, show: Terminal): Promise<boolean> {
  const { sources, output, calledFrom, own } = request;
  const { bold } = show.colors;
  const [database, { collections: listed }] = mongoSource(sources);
  const collections = demoCollections(listed);
  if (!collections.some(({ contract }) => contract !== undefined))
    throw new UserError(
      `The contracts of ${database} list none of the demo's collections: ${collections.map(({ name }) => name).join(", ")}.`,
      1,
    );
  show.print(bold(`A replica set with made-up documents, database ${database}`));
  show.print(
    own === undefined ? "  starting mongod with a secondary for analytics, and PostgreSQL" : "  starting PostgreSQL",
  );
  const source = await openSource(database, own);
  try {
    const isGood = await replaceOutput(output, (folder) =>
      run(request, { database, collections, source }, folder, show),
    );
    show.print(bold(`\nAll of it is in ${pathFrom(calledFrom, output)}`));
    show.print("  bucket/raw/, bucket/staged/, bucket/schema/, jobs.log");
    return isGood;
  } finally {
    await source.stop();
  }
}

function mongoSource(sources: Sources) {
  for (const [database, source] of Object.entries(sources))
    if (source.engine === "mongodb") return [database, source] as const;
  throw new UserError('contracts/index.ts has no source with engine: "mongodb".', 1);
}

async function run(
  { sources, faults = {} }: DocumentsRequest,
  given: Pick<Demo, "database" | "collections" | "source">,
  folder: string,
  show: Terminal,
): Promise<boolean> {
  const s3 = await startS3Server();
  const redshift = await startRedshift(s3);
  const contracts = mongoCollectionsOf(sources);
  const bundles = { extract: faults.extracted ?? contracts, process: contracts };
  const jobs = await startJobs(bundles, { ...given, s3, redshift });
  try {
    return await runRounds({ ...given, s3, redshift, jobs, faults }, show);
  } finally {
    await save(folder, s3, jobs);
    await jobs.close();
    await redshift.stop();
    await s3.close();
  }
}

/** Writes what is in the bucket, and the log. */
async function save(folder: string, { objects }: S3Server, { output }: Jobs): Promise<void> {
  for (const [name, { body }] of objects) {
    const file = join(folder, "bucket", name.slice(name.indexOf("/") + 1));
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, body);
  }
  await writeFile(join(folder, "jobs.log"), output.join(""));
}
