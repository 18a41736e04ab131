import { placeName, stagedOf } from "../../warehouse/postgres/names.ts";
import { CHANGE_STATE, FORGET_NEWER, swap } from "../../warehouse/postgres/publish.ts";
import { fullBatches } from "./full-batches.ts";
import { retryWhileLocked } from "./retry-while-locked.ts";
import { connected, listedTable, runAll, type Sync } from "./sync.ts";
import { SyncError } from "./sync-error.ts";
import type { PreviousEvent } from "./sync-event.ts";

export interface WentBack {
  readonly table: string;
  /** The full batch that readers see now, with the changes that were merged into it, and the one that they saw. */
  readonly batch: string;
  readonly from: string;
}

/** How long it waits for readers, milliseconds: `ops publish` waits for the answer, for less than a minute. */
const PATIENCE = 40_000;

/**
 * Shows readers the full batch before again. The schedule then publishes only a full batch that is newer than the one that was taken away.
 */
export async function goBack(sync: Sync, event: PreviousEvent): Promise<WentBack> {
  const { place, contract } = listedTable(sync, event.table);
  const name = placeName(place);
  return await connected(sync, async (client) => {
    const { current, previous } = await fullBatches(client, place);
    if (current === undefined || previous === undefined)
      throw new SyncError("NO_PREVIOUS_BATCH", { where: { table: name } });
    const run = async () => {
      const now = await fullBatches(client, place);
      // A publish that ended in between.
      if (now.current !== current || now.previous !== previous)
        throw new SyncError("PUBLISH_BUSY", { where: { table: name } });
      await runAll(client, swap(place, contract.columns, { current, batch: previous }));
      await client.query(CHANGE_STATE, [name, "current", "rolled back"]);
      await client.query(CHANGE_STATE, [name, "previous", "current"]);
      // Merged into the partition that goes.
      await client.query(FORGET_NEWER, [name, current, "merged"]);
      await client.query(FORGET_NEWER, [name, previous, "superseded"]);
    };
    const until = sync.now() + PATIENCE;
    const partition = stagedOf(place, current);
    await retryWhileLocked(
      sync,
      client,
      { until, pauseAt: until },
      { place, batch: previous, partition, harmless: [], run },
    );
    return { table: name, batch: previous, from: current };
  });
}
