import { setImmediate } from "node:timers/promises";
import { BSON, type Document, type FindCursor } from "mongodb";
import { batchName, type SnapshotRange } from "../shared/batch-manifest.ts";
import { Batch, type Extracted } from "./batch.ts";
import { bufferOf } from "./buffer-of.ts";
import { keyOf } from "./key-of.ts";
import type { ResumePoint } from "./position.ts";
import { findProjection } from "./projection.ts";
import type { Run } from "./run.ts";
import type { Source } from "./source.ts";
import { timeOf } from "./time-of.ts";
import { withinLag } from "./within-lag.ts";

const { EJSON } = BSON;

/** Documents that the server sends at once, at most 16 MB. Two such answers are in memory. */
const BATCH_SIZE = 1_000;

/** Where a load begins, or goes on after it was interrupted. */
export interface SnapshotStart {
  /** Number of the next batch. */
  readonly next: number;
  /** The last range that is committed. */
  readonly after?: SnapshotRange;
  /** From before the load's first document. */
  readonly resume: ResumePoint;
}

/**
 * Reads a collection from the first `_id` to the last, in ranges: one cursor and one manifest each. A range ends when it has so much text,
 * so a load that is killed goes on after the last range that is committed.
 * @returns the number of the next batch; undefined if the run was told to stop before the load was complete
 */
export async function readSnapshot(
  source: Source,
  extracted: Extracted,
  start: SnapshotStart,
  run: Run,
): Promise<number | undefined> {
  let { after, next } = start;
  const load = after?.load ?? batchName(next);
  for (;;) {
    const { range, complete } = await readRange(source, extracted, { ...start, next, load, after }, run);
    next++;
    if (complete) return next;
    if (run.isStopping) return undefined;
    after = range;
  }
}

interface RangeStart extends Omit<SnapshotStart, "after"> {
  readonly load: string;
  readonly after: SnapshotRange | undefined;
}

async function readRange(source: Source, extracted: Extracted, start: RangeStart, run: Run) {
  const { contract } = extracted;
  const { after } = start;
  const batch = new Batch(extracted, start.next, "snapshot");
  const cursor = openCursor(source, extracted, after);
  const time = timeOf(source.until);
  const skipped = after?.last === undefined ? undefined : keyOf(bufferOf(BSON.serialize(idOf(after.last))), contract);
  let last: Buffer | undefined;
  let more = cursor.hasNext();
  let complete = false;
  try {
    while (batch.file.text < run.limits.batchText && !run.isStopping) {
      complete = !(await withinLag(more, run.limits.lagMs));
      if (complete) break;
      const documents = cursor.readBufferedDocuments().map(bufferOf);
      // The server reads the next documents while these are written.
      more = cursor.hasNext();
      more.catch(() => undefined);
      await setImmediate();
      for (const bytes of documents) {
        if (skipped !== undefined && last === undefined && keyOf(bytes, contract) === skipped) continue;
        batch.add("r", time, bytes);
        last = bytes;
      }
    }
    const index = after === undefined ? 0 : after.index + 1;
    const lastId = last === undefined ? after?.last : idText(last);
    const range = { load: start.load, index, ...(lastId === undefined ? {} : { last: lastId }) };
    const clusterTime = time.toISOString();
    await run.committed(await batch.commit({ ...start.resume, clusterTime, range, complete, postImagesMissing: 0 }));
    return { range, complete };
  } finally {
    await more.catch(() => undefined);
    await cursor.close();
    await batch.discard();
  }
}

/** `min` and not `$gt`, which sees only keys of the same type. It includes the last document of the range before. */
function openCursor(
  { collection, session }: Source,
  { contract }: Extracted,
  after?: SnapshotRange,
): FindCursor<Document> {
  const options = {
    raw: true,
    projection: findProjection(contract),
    hint: { _id: 1 },
    batchSize: BATCH_SIZE,
    session,
  } as const;
  const cursor = collection.find({}, options);
  return after?.last === undefined ? cursor : cursor.min(idOf(after.last));
}

function idText(bytes: Buffer): string {
  return EJSON.stringify({ _id: BSON.deserialize(bytes, { promoteValues: false })._id as unknown }, { relaxed: false });
}

function idOf(text: string): Document {
  return EJSON.parse(text, { relaxed: false }) as Document;
}
