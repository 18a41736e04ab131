import {
  type BatchManifest,
  batchOfKey,
  type CollectionState,
  manifestKey,
  rawFolder,
  type SnapshotRange,
  stateKey,
} from "../shared/batch-manifest.ts";
import { ExtractError } from "./extract-error.ts";
import { keysIn, type Lake, readText } from "./lake.ts";

/** Where the extract of a collection is: what the manifests say, and nothing else. */
export interface Position {
  /** Number of the next batch. */
  readonly next: number;
  /** The last range of a load that is not complete. */
  readonly range?: SnapshotRange;
  /** Absent before the first load. */
  readonly resume?: ResumePoint;
}

/** Where changes begin. */
export interface ResumePoint {
  readonly token: unknown;
  readonly tokenTime: string;
}

/** @throws ExtractError BATCHES_MISSING, MANIFEST_UNREADABLE */
export async function readPosition(lake: Lake, database: string, collection: string): Promise<Position> {
  const keys = await keysIn(lake, rawFolder(database, collection));
  const batches = keys.flatMap((key) => batchOfKey(key) ?? []).sort();
  const state = await readJson<CollectionState>(lake, stateKey(database, collection));
  const batch = batches.at(-1);
  if (batch === undefined) {
    if (state !== undefined) throw new ExtractError("BATCHES_MISSING");
    return { next: 0 };
  }
  const last = await readJson<BatchManifest>(lake, manifestKey({ database, collection, batch }));
  if (last?.token === undefined || last.batch !== batch) throw new ExtractError("MANIFEST_UNREADABLE");
  const next = Number(batch) + 1;
  if (last.kind === "snapshot" && last.complete !== true)
    return { next, resume: last, ...(last.range === undefined ? {} : { range: last.range }) };
  return { next, resume: state?.after === batch ? state : last };
}

async function readJson<Value>(lake: Lake, key: string): Promise<Value | undefined> {
  const text = await readText(lake, key);
  try {
    return text === undefined ? undefined : (JSON.parse(text) as Value);
  } catch (error) {
    throw new ExtractError("MANIFEST_UNREADABLE", { cause: error });
  }
}
