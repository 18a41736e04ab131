import { PUBLISHED, placeName } from "../../warehouse/postgres/names.ts";
import { timeOfBatch } from "../shared/export-manifest.ts";
import { connected, listedTable, type Sync } from "./sync.ts";
import { SyncError } from "./sync-error.ts";
import type { FinishEvent, SyncPlan } from "./sync-event.ts";

export interface Finished {
  /** Seconds, of each table of the source that has a batch. */
  readonly ages: { readonly [table: string]: number };
  readonly held: SyncPlan["held"];
}

/** Looks at what readers have now. @param told is given the answer, also if the step fails @throws SyncError if a table was not brought up to date */
export async function finish(sync: Sync, event: FinishEvent, told: (finished: Finished) => void): Promise<Finished> {
  const names = Object.keys(sync.tables).map((table) => placeName(listedTable(sync, table).place));
  const newest = await connected(sync, async (client) => {
    const { rows } = await client.query<{ table: string; batch: string }>(
      `SELECT table_name AS table, max(batch) AS batch FROM ${PUBLISHED} WHERE table_name = ANY ($1) AND state IN ('current', 'merged') GROUP BY 1`,
      [names],
    );
    return rows;
  });
  const age = (batch: string) => Math.max(0, Math.round((sync.now() - timeOfBatch(batch).getTime()) / 1000));
  const finished = {
    ages: Object.fromEntries(newest.map(({ table, batch }) => [table, age(batch)])),
    held: event.held,
  };
  told(finished);
  const failed = [
    ...event.tables.filter((table) => table.failed !== undefined),
    ...event.held.filter(({ why }) => why !== "ROLLED_BACK"),
  ].map(({ table }) => placeName(listedTable(sync, table).place));
  if (failed.length > 0) throw new SyncError("SYNC_INCOMPLETE", { where: { table: failed.join(", ") } });
  return finished;
}
