import type { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { GetObjectCommand } from "@aws-sdk/client-s3";
import type pg from "pg";
import { from as copyFrom } from "pg-copy-streams";
import { BATCH_STATE, CLAIM_PART, copyInto, createStaged, LOADED_ETAG } from "../../warehouse/postgres/load.ts";
import { placeName, stagedOf } from "../../warehouse/postgres/names.ts";
import { batchPrefix, type ExportManifest, type ExportPart, timeOfBatch } from "../shared/export-manifest.ts";
import { loadFailure } from "./load-failure.ts";
import { readManifest } from "./manifests.ts";
import { connected, inTransaction, runAll, type Sync } from "./sync.ts";
import { SyncError, type Where } from "./sync-error.ts";

/** `already`: another try, or another worker, has loaded it. */
export interface LoadedPart {
  readonly table: string;
  readonly rows: number;
  readonly already: boolean;
}

/**
 * Loads one part in one transaction, together with its row in the ledger: so it is there once or not at all, however often it is tried and
 * wherever a try ends.
 */
export async function loadPart(sync: Sync, part: ExportPart): Promise<LoadedPart> {
  const { manifest, table } = await readManifest(sync, part.manifest);
  const name = placeName(table.place);
  const where = { table: name, batch: manifest.batch, key: part.key };
  // A part elsewhere is not of this batch, whatever the list says.
  if (!part.key.startsWith(batchPrefix(manifest.table, timeOfBatch(manifest.batch))))
    throw new SyncError("EVENT_UNKNOWN", { where });
  return await connected(sync, async (client) => {
    const { rows } = await client.query<{ state: string | null; staged: boolean }>(BATCH_STATE, [
      name,
      manifest.batch,
      stagedOf(table.place, manifest.batch),
    ]);
    const [{ state, staged } = { state: null, staged: false }] = rows;
    if (state !== null && state !== "rolled back") return { table: name, rows: part.rows, already: true };
    if (!staged) await inTransaction(client, () => runAll(client, createStaged(table.place, manifest.batch)));
    const loaded = await inTransaction(client, () => copyOnce(sync, client, manifest, part, where));
    return { table: name, rows: part.rows, already: !loaded };
  });
}

/** @returns false if it is loaded already */
async function copyOnce(
  sync: Sync,
  client: pg.Client,
  manifest: ExportManifest,
  part: ExportPart,
  where: Where,
): Promise<boolean> {
  const name = placeName(manifest);
  await client.query("SET LOCAL lock_timeout = '10s'");
  const claimed = await client
    .query(CLAIM_PART, [name, manifest.batch, part.key, part.etag, part.rows])
    .catch((error: unknown) => {
      throw loadFailure(error, "LOAD_BUSY", where);
    });
  if (claimed.rowCount === 0) {
    const { rows } = await client.query<{ etag: string }>(LOADED_ETAG, [name, manifest.batch, part.key]);
    if (rows[0]?.etag !== part.etag) throw new SyncError("PART_CHANGED", { where });
    return false;
  }
  const rows = await copy(sync, client, manifest, part).catch((error: unknown) => {
    throw loadFailure(error, "DATABASE_FAILED", where);
  });
  if (rows !== part.rows) throw new SyncError("ROWS_DIFFER", { where });
  return true;
}

/** Bytes of CSV that zlib gives at once: with its default of 16 KB, PostgreSQL waits for Node. */
const CHUNK = 128 * 1024;

/** @returns the rows that PostgreSQL has taken */
async function copy(
  { s3, bucket, account }: Sync,
  client: pg.Client,
  manifest: ExportManifest,
  part: ExportPart,
): Promise<number | null> {
  const { Body } = await s3.send(
    new GetObjectCommand({ Bucket: bucket, Key: part.key, IfMatch: part.etag, ExpectedBucketOwner: account }),
  );
  const into = client.query(copyFrom(copyInto(manifest, manifest.batch, manifest.columns)));
  await pipeline(Body as Readable, createGunzip({ chunkSize: CHUNK }), into);
  return into.rowCount;
}
