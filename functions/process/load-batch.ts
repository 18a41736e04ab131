import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdtemp, rm, stat } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import type { Collection } from "../../warehouse/redshift/collection.ts";
import { loadStatements } from "../../warehouse/redshift/load.ts";
import type { Registered } from "../../warehouse/redshift/schema.ts";
import type { BatchManifest } from "../shared/batch-manifest.ts";
import type { Context } from "./context.ts";
import { changeOf } from "./drift.ts";
import { download, upload, writeJson } from "./lake.ts";
import { ledgerRow } from "./ledger-row.ts";
import { ProcessError } from "./process-errors.ts";
import { stagedKey } from "./state.ts";
import type { Stopped } from "./stopped.ts";
import { type Typed, writeTyped } from "./typed-parquet.ts";
import { runTransaction } from "./warehouse.ts";

/**
 * Loads a batch: the raw file as a typed one, then one transaction.
 * @param after the batch that is loaded before it
 * @returns why it may not be loaded, by what its values are
 */
export async function loadBatch(
  context: Context,
  collection: Collection,
  schema: Registered,
  manifest: BatchManifest,
  after: string,
): Promise<Stopped | undefined> {
  const { batch, rows, clusterTime } = manifest;
  const stopped = rows === 0 ? undefined : await stage(context, collection, schema, manifest);
  if (stopped !== undefined) return stopped;
  const { lake, warehouse, copyRoleArn, loaded } = context;
  const { complete = false, range } = manifest;
  const source = { manifest: `s3://${lake.bucket}/${stagedKey(collection, batch, "manifest")}`, roleArn: copyRoleArn };
  const snapshotFrom = complete && range !== undefined ? { snapshotFrom: range.load } : {};
  const toLoad = { batch, after, rows, sha256: manifest.parquet.sha256, ...snapshotFrom };
  const ended = await runTransaction(warehouse, loadStatements(collection, schema, toLoad, source));
  if (!ended.committed) await explain(context, collection, batch, ended.guard);
  else loaded({ batch, rows, clusterTime });
  return undefined;
}

/** A guard ended the transaction: another run may have loaded the batch, which is as good. */
async function explain({ warehouse }: Context, collection: Collection, batch: string, guard: string): Promise<void> {
  if (guard === "rows") throw new ProcessError("ROWS_DIFFER", { batch, step: guard });
  const { loaded } = await ledgerRow(warehouse, collection);
  if (loaded < batch) throw new ProcessError("LOAD_CONFLICT", { batch, step: guard });
}

/** Writes the typed file and its manifest into S3. */
async function stage(
  { lake }: Context,
  collection: Collection,
  schema: Registered,
  { batch, parquet, rows, profile }: BatchManifest,
): Promise<Stopped | undefined> {
  const folder = await mkdtemp(join(tmpdir(), "clearwell-process-"));
  try {
    const [raw, typed] = [join(folder, "raw.parquet"), join(folder, "typed.parquet")];
    await download(lake, parquet.key, raw);
    if ((await stat(raw)).size !== parquet.bytes || (await sha256Of(raw)) !== parquet.sha256)
      throw new ProcessError("RAW_DAMAGED", { batch });
    const written = await writeTyped({ raw, typed }, schema, new Set(collection.fields.map(({ name }) => name)));
    if (written.rows !== rows) throw new ProcessError("ROWS_DIFFER", { batch });
    const changes = changesIn(written, schema, profile.paths);
    if (changes.length > 0) return { code: "DRIFT", batch, changes, names: [] };
    const key = stagedKey(collection, batch, "parquet");
    const length = await upload(lake, typed, key);
    // COPY takes the length of a columnar file from here, and without `mandatory` a missing file would be no error.
    // https://docs.aws.amazon.com/redshift/latest/dg/loading-data-files-using-manifest.html
    const entry = { url: `s3://${lake.bucket}/${key}`, mandatory: true, meta: { content_length: length } };
    await writeJson(lake, stagedKey(collection, batch, "manifest"), { entries: [entry] });
    return undefined;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** What the profile has not shown: a second lock. */
function changesIn({ unfit, unregistered }: Typed, schema: Registered, paths: BatchManifest["profile"]["paths"]) {
  const found = [
    ...unfit.map(({ field, rows }) => ({ field, kind: "value" as const, rows })),
    ...unregistered.map((field) => ({ field, kind: "new" as const, rows: 0 })),
  ];
  return found.map(({ field, kind, rows }) => {
    const change = changeOf(field, kind, schema, [], paths[field] ?? { types: {} });
    return { ...change, documents: rows };
  });
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash("sha256");
  await pipeline(createReadStream(file), hash);
  return hash.digest("hex");
}
