import type pg from "pg";
import { createStaged } from "../../warehouse/postgres/load.ts";
import { placeName, stagedName, stagedOf, tableOf } from "../../warehouse/postgres/names.ts";
import { createStagedIndex, LOADED_PARTS, TABLE_INDEXES } from "../../warehouse/postgres/publish.ts";
import type { ExportManifest, ExportPart } from "../shared/export-manifest.ts";
import { readParts } from "./manifests.ts";
import { inTransaction, runAll, type Sync, type SyncedTable } from "./sync.ts";
import { SyncError, type Where } from "./sync-error.ts";

/**
 * Checks that a batch is complete, and gives its table all that would otherwise be made while readers wait: indexes, and what the planner
 * knows of it. It has no privileges of its own: whoever reads, reads through the table, whose grants stay.
 */
export async function prepareStaged(
  sync: Sync,
  client: pg.Client,
  { place }: SyncedTable,
  manifest: ExportManifest,
): Promise<void> {
  const { batch } = manifest;
  const where = { table: placeName(place), batch };
  const { rows: loaded } = await client.query<LoadedRow>(LOADED_PARTS, [where.table, batch]);
  compare(await readParts(sync, manifest), loaded, where);
  // It is not there if the batch is empty.
  await inTransaction(client, () => runAll(client, createStaged(place, batch)));
  const staged = stagedOf(place, batch);
  const { rows: counted } = await client.query<{ count: string }>(`SELECT count(*) FROM ${staged}`);
  if (Number(counted[0]?.count) !== manifest.rows) throw new SyncError("ROWS_DIFFER", { where });
  // Changes are read once and dropped.
  const { rows: indexes } =
    manifest.kind === "full"
      ? await client.query<{ definition: string }>(TABLE_INDEXES, [tableOf(place)])
      : { rows: [] };
  for (const [index, { definition }] of indexes.entries())
    await client.query(createStagedIndex(stagedName(place, batch), index, definition));
  await client.query(`ANALYZE ${staged}`);
}

interface LoadedRow {
  readonly key: string;
  readonly etag: string;
  readonly rows: string;
}

function compare(parts: readonly ExportPart[], loaded: readonly LoadedRow[], where: Where): void {
  const found = new Map(loaded.map((row) => [row.key, row]));
  const missing = parts.find(({ key }) => !found.has(key));
  if (missing !== undefined) throw new SyncError("PARTS_MISSING", { where: { ...where, key: missing.key } });
  const other = parts.find(
    ({ key, etag, rows }) => found.get(key)?.etag !== etag || Number(found.get(key)?.rows) !== rows,
  );
  if (other !== undefined) throw new SyncError("PART_CHANGED", { where: { ...where, key: other.key } });
  if (found.size !== parts.length) throw new SyncError("PART_CHANGED", { where });
}
