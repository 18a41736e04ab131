import type pg from "pg";
import { BATCH_STATE } from "../../warehouse/postgres/load.ts";
import { keyMissing, mergeChanges } from "../../warehouse/postgres/merge.ts";
import { placeName, stagedOf } from "../../warehouse/postgres/names.ts";
import {
  CHANGE_STATE,
  FORGET_NEWER,
  HARMLESS_TO_MERGE,
  SET_STATE,
  SUPERSEDE,
  swap,
} from "../../warehouse/postgres/publish.ts";
import type { ExportManifest } from "../shared/export-manifest.ts";
import { dropOld } from "./drop-old.ts";
import { type FullBatches, fullBatches } from "./full-batches.ts";
import { listBatches, readManifest } from "./manifests.ts";
import { prepareStaged } from "./prepare-staged.ts";
import { type Patience, retryWhileLocked } from "./retry-while-locked.ts";
import { connected, runAll, type Sync, type SyncedTable } from "./sync.ts";
import { SyncError } from "./sync-error.ts";
import type { PublishEvent } from "./sync-event.ts";

export interface PublishedBatch {
  readonly table: string;
  readonly batch: string;
  readonly kind: "full" | "changes";
  readonly rows: number;
  /** Another try has published it. */
  readonly already: boolean;
}

/** Time for the last statements of an invocation: a merge, or the drop of an old partition. */
const RESERVE = 60_000;

/**
 * Publishes a batch whose parts are all loaded: a full one takes the place of the one before, changes are merged into it.
 * @param remaining milliseconds until Lambda ends the function
 * @throws SyncError and then nothing of the batch is published
 */
export async function publishBatch(sync: Sync, event: PublishEvent, remaining: number): Promise<PublishedBatch> {
  const { manifest, table } = await readManifest(sync, event.manifest);
  const name = placeName(table.place);
  const { batch, kind, rows } = manifest;
  const patience = {
    until: Date.parse(event.since) + sync.publishMinutes * 60_000,
    pauseAt: sync.now() + remaining - RESERVE,
  };
  return await connected(sync, async (client) => {
    const state = await stateOf(client, table, batch);
    const already = state === "published";
    if (!already) {
      // One that was rolled back is complete, and has the changes that were merged into it.
      if (state === "staged") await prepareStaged(sync, client, table, manifest);
      const publish = kind === "full" ? replace : merge;
      await publish(sync, client, table, manifest, patience);
    }
    await dropOld(client, table.place);
    return { table: name, batch, kind, rows, already };
  });
}

/** @throws SyncError if there is a newer full batch */
async function stateOf(client: pg.Client, { place }: SyncedTable, batch: string) {
  const { rows } = await client.query<{ state: string | null }>(BATCH_STATE, [
    placeName(place),
    batch,
    stagedOf(place, batch),
  ]);
  const state = rows[0]?.state ?? "staged";
  if (state === "staged" || state === "rolled back") return state;
  if (state === "current" || state === "merged") return "published";
  throw new SyncError("BATCH_OUTDATED", { where: { table: placeName(place), batch } });
}

async function replace(
  sync: Sync,
  client: pg.Client,
  table: SyncedTable,
  { batch, rows }: ExportManifest,
  patience: Patience,
) {
  const { place } = table;
  const name = placeName(place);
  const before = await fullBatches(client, place);
  const skipped = (await listBatches(sync, table, before.current)).filter((each) => each < batch);
  const run = async () => {
    const { current } = await newerThan(client, table, batch);
    if (current === batch) return;
    await runAll(client, swap(place, table.contract.columns, { current, batch }));
    for (const state of ["previous", "rolled back"]) await client.query(CHANGE_STATE, [name, state, "replaced"]);
    await client.query(CHANGE_STATE, [name, "current", "previous"]);
    await client.query(SET_STATE, [name, batch, "full", "current", rows]);
    await client.query(SUPERSEDE, [name, skipped]);
    await client.query(FORGET_NEWER, [name, batch, "merged"]);
  };
  const partition = stagedOf(place, before.current ?? batch);
  await retryWhileLocked(sync, client, patience, { place, batch, partition, harmless: [], run });
}

async function merge(
  sync: Sync,
  client: pg.Client,
  table: SyncedTable,
  { batch, rows }: ExportManifest,
  patience: Patience,
) {
  const { place, contract } = table;
  const name = placeName(place);
  const run = async () => {
    const { current: into } = await newerThan(client, table, batch);
    if (into === undefined) throw new SyncError("NO_FULL_BATCH", { where: { table: name, batch } });
    if ((await stateOf(client, table, batch)) === "published") return;
    const merged = { place, contract: { ...contract, updatedAt: contract.updatedAt ?? "" }, changes: batch, into };
    const { rows: found } = await client.query<{ missing: boolean }>(keyMissing(merged));
    if (found[0]?.missing !== false) throw new SyncError("KEY_MISSING", { where: { table: name, batch } });
    await runAll(client, mergeChanges(merged));
    await client.query(SET_STATE, [name, batch, "changes", "merged", rows]);
  };
  const { current } = await fullBatches(client, place);
  const partition = stagedOf(place, current ?? batch);
  await retryWhileLocked(sync, client, patience, { place, batch, partition, harmless: HARMLESS_TO_MERGE, run });
}

/** The full batches, under the lock. @throws SyncError if a newer one is published */
async function newerThan(client: pg.Client, { place }: SyncedTable, batch: string): Promise<FullBatches> {
  const found = await fullBatches(client, place);
  if (found.current !== undefined && found.current > batch)
    throw new SyncError("BATCH_OUTDATED", { where: { table: placeName(place), batch } });
  return found;
}
