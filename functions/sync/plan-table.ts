import type { Held, SyncMode } from "./sync-event.ts";

/** What PostgreSQL has of a table. */
export interface PublishedBatches {
  /** The full batch that readers see. */
  readonly current?: string;
  /** A newer full batch from which an operator went back. */
  readonly rolledBack?: string;
  /** Batches of changes that are merged into the current one. */
  readonly merged: ReadonlySet<string>;
}

/** What is asked for. A window is of batches: from the first on, and before the last. */
export type Wanted =
  | { readonly mode: Exclude<SyncMode, "window"> }
  | { readonly mode: "window"; readonly from: string; readonly to: string };

/** What a batch is, as its manifest says. */
export type Kind = "full" | "changes";

/**
 * Which batches of a table are published, in order.
 *
 * Changes add to the full batch before them, so those that are older than the full batch that readers see are never merged: a row that was
 * deleted between the two would be there again. A newer full batch begins anew, so all changes after it are merged again.
 * @param batches those that are newer than `current`, in order
 * @param readKind reads the manifest of a batch
 */
export async function planTable(
  wanted: Wanted,
  { current, rolledBack, merged }: PublishedBatches,
  batches: readonly string[],
  readKind: (batch: string) => Promise<Kind>,
): Promise<{ readonly batches: readonly string[]; readonly held?: Held }> {
  const eligible = batches.filter((batch) => isWanted(wanted, batch, rolledBack));
  // Of those that are merged it is known.
  const full = await newestFull(eligible, async (batch) => (merged.has(batch) ? "changes" : readKind(batch)));
  if (full !== undefined) return { batches: wanted.mode === "full" ? [full] : eligible.slice(eligible.indexOf(full)) };
  if (current === undefined) return { batches: [], held: "NO_FULL_BATCH" };
  if (wanted.mode === "full") return { batches: [] };
  if (wanted.mode === "auto" && rolledBack !== undefined) return { batches: [], held: "ROLLED_BACK" };
  return { batches: eligible.filter((batch) => !merged.has(batch)) };
}

function isWanted(wanted: Wanted, batch: string, rolledBack: string | undefined): boolean {
  if (wanted.mode === "window") return batch >= wanted.from && batch < wanted.to;
  return wanted.mode === "full" || rolledBack === undefined || batch > rolledBack;
}

/** Reads no manifest that is older than the newest full batch. */
async function newestFull(batches: readonly string[], readKind: (batch: string) => Promise<Kind>) {
  for (const batch of batches.toReversed()) if ((await readKind(batch)) === "full") return batch;
  return undefined;
}
