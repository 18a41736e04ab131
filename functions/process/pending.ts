import type { Place } from "../../warehouse/redshift/names.ts";
import type { DocumentLake } from "./lake.ts";
import { ProcessError } from "./process-errors.ts";
import { readManifest } from "./state.ts";

/**
 * The batches to load, the oldest first. If none is loaded yet, they begin with the newest load of the whole collection that is complete:
 * what is older is in it.
 * @param batches all that are in S3
 * @param loaded the last one that is loaded, `''` if none is
 * @throws ProcessError if some between are not in S3
 */
export async function pendingBatches(
  lake: DocumentLake,
  place: Place,
  batches: readonly string[],
  loaded: string,
): Promise<readonly string[]> {
  const after = batches.filter((batch) => batch > loaded);
  const start = loaded === "" ? ((await newestLoad(lake, place, after)) ?? "") : "";
  const pending = after.filter((batch) => batch >= start);
  for (const [at, batch] of pending.entries()) {
    const before = at === 0 ? loaded : pending[at - 1];
    const isNext = before !== "" && Number(batch) === Number(before) + 1;
    if (!isNext && !(await beginsLoad(lake, place, batch))) throw new ProcessError("RAW_INCOMPLETE", { batch });
  }
  return pending;
}

/** The first batch after another one with which the whole collection is read anew; undefined if there is none. */
export async function nextLoad(
  lake: DocumentLake,
  place: Place,
  batches: readonly string[],
  after: string,
): Promise<string | undefined> {
  for (const batch of batches.filter((each) => each > after)) if (await beginsLoad(lake, place, batch)) return batch;
  return undefined;
}

async function newestLoad(lake: DocumentLake, place: Place, batches: readonly string[]): Promise<string | undefined> {
  for (const batch of batches.toReversed()) {
    const { complete = false, range } = await readManifest(lake, place, batch);
    if (complete && range !== undefined && batches.includes(range.load)) return range.load;
  }
  return undefined;
}

async function beginsLoad(lake: DocumentLake, place: Place, batch: string): Promise<boolean> {
  return (await readManifest(lake, place, batch)).range?.load === batch;
}
