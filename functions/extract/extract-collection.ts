import { batchName, type CollectionState, stateKey } from "../shared/batch-manifest.ts";
import type { Extracted } from "./batch.ts";
import { readChanges, tokenOfNow } from "./changes.ts";
import type { ExtractEnvironment } from "./environment.ts";
import { ExtractError } from "./extract-error.ts";
import { putText } from "./lake.ts";
import { type Position, readPosition } from "./position.ts";
import type { Run } from "./run.ts";
import { readSnapshot, type SnapshotStart } from "./snapshot.ts";
import type { Source } from "./source.ts";

/**
 * Extracts a collection: the first load, or what is left of one that was interrupted, then the changes up to the primary's time at the
 * start. Every batch is whole in the lake before its manifest, and the manifests alone say where the next run begins: so it can be killed
 * at any time. A lost oplog is an error: it never begins anew by itself, and never from now on.
 * @throws ExtractError, or an error of the driver or of S3
 */
export async function extractCollection(
  source: Source,
  extracted: Extracted,
  mode: Exclude<ExtractEnvironment["mode"], "check">,
  run: Run,
): Promise<void> {
  const position = await readPosition(extracted.lake, extracted.database, extracted.name);
  const start = await snapshotStart(position, mode, () => tokenOfNow(source, extracted, run));
  if (start === undefined) return await extractChanges(source, extracted, position.next, position, run);
  const next = await readSnapshot(source, extracted, start, run);
  if (next === undefined) throw new ExtractError("STOPPED");
  // Changes come with the next run, so that this mode ends with its load. A job that is tried again after that begins another.
  if (mode === "extract") await extractChanges(source, extracted, next, start, run);
}

/** @returns undefined if there is nothing to load */
async function snapshotStart(
  { next, range, resume }: Position,
  mode: "extract" | "snapshot",
  tokenNow: () => Promise<SnapshotStart["resume"]>,
): Promise<SnapshotStart | undefined> {
  if (range !== undefined && resume !== undefined) return { next, after: range, resume };
  if (resume !== undefined && mode === "extract") return undefined;
  return { next, resume: await tokenNow() };
}

async function extractChanges(
  source: Source,
  extracted: Extracted,
  next: number,
  { resume }: Pick<Position, "resume">,
  run: Run,
): Promise<void> {
  if (resume === undefined) throw new ExtractError("MANIFEST_UNREADABLE");
  const read = await readChanges(source, extracted, { next, resume }, run);
  if (read.batches === 0) {
    const state: CollectionState = { after: batchName(next - 1), ...read.resume };
    await putText(extracted.lake, stateKey(extracted.database, extracted.name), JSON.stringify(state));
  }
  if (run.isStopping) throw new ExtractError("STOPPED");
}
