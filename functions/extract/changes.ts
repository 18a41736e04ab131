import type { ChangeStream, ChangeStreamOptions, Document, ResumeToken, Timestamp } from "mongodb";
import { Batch, type Extracted } from "./batch.ts";
import { bufferOf } from "./buffer-of.ts";
import { ExtractError, type ExtractErrorCode } from "./extract-error.ts";
import { keyOf } from "./key-of.ts";
import type { ResumePoint } from "./position.ts";
import { PostImages } from "./post-images.ts";
import { changePipeline } from "./projection.ts";
import { tokenOrder, tokenTime } from "./resume-token.ts";
import type { Run } from "./run.ts";
import type { Source } from "./source.ts";
import { timeOf } from "./time-of.ts";
import { withinLag } from "./within-lag.ts";

/** Milliseconds that the server waits for a change before it answers that there is none. */
const AWAIT_MS = 200;

/** Events after which the collection is another one. */
const ENDS: Readonly<Record<string, ExtractErrorCode>> = {
  drop: "COLLECTION_DROPPED",
  dropDatabase: "COLLECTION_DROPPED",
  invalidate: "COLLECTION_DROPPED",
  rename: "COLLECTION_RENAMED",
};

const OPERATIONS = { insert: "c", update: "u", replace: "u" } as const;

/** An event as the pipeline projects it; key and document are bytes. */
interface ChangeEvent {
  readonly operationType: string;
  readonly clusterTime: Timestamp;
  readonly documentKey: readonly Uint8Array[];
  readonly fullDocument: readonly Uint8Array[];
}

type Stream = ChangeStream<Document, Document>;

/**
 * A stream of what is listed. An update comes with the document as it was after it, if the collection keeps post images.
 * @param resume absent: from now
 */
export function openStream({ collection, session }: Source, { contract }: Extracted, resume?: ResumePoint): Stream {
  const options = {
    session,
    fullDocument: "whenAvailable",
    maxAwaitTimeMS: AWAIT_MS,
    promoteValues: false,
    // An array of these names has its objects as bytes.
    fieldsAsRaw: { documentKey: true, fullDocument: true },
    // Unlike `resumeAfter`, it also works after an event that ended the stream.
    ...(resume === undefined ? {} : { startAfter: resume.token }),
  } satisfies ChangeStreamOptions;
  return collection.watch(changePipeline(contract), options);
}

/** A resume token of now: everything that changes later comes after it. */
export async function tokenOfNow(source: Source, extracted: Extracted, run: Run): Promise<ResumePoint> {
  const stream = openStream(source, extracted);
  try {
    await withinLag(stream.tryNext(), run.limits.lagMs);
    return resumePoint(stream.resumeToken);
  } finally {
    await stream.close();
  }
}

/** What became of the changes up to the run's time. */
export interface ChangesRead {
  readonly next: number;
  /** The newest token, also if nothing was committed with it. */
  readonly resume: ResumePoint;
  readonly batches: number;
}

/**
 * Reads the changes up to the primary's time at the start of the run, in batches.
 * @throws ExtractError COLLECTION_DROPPED, COLLECTION_RENAMED; what changed before is committed
 */
export async function readChanges(
  source: Source,
  extracted: Extracted,
  start: { readonly next: number; readonly resume: ResumePoint },
  run: Run,
): Promise<ChangesRead> {
  const stream = openStream(source, extracted, start.resume);
  let { next, resume } = start;
  try {
    for (;;) {
      const batch = new Batch(extracted, next, "changes");
      const images = new PostImages(source, extracted);
      try {
        const read = await readBatch(stream, batch, images, { source, contract: extracted.contract, resume, run });
        await images.addTo(batch, read.time);
        resume = read.resume;
        if (batch.file.rows > 0) {
          const clusterTime = read.time.toISOString();
          await run.committed(await batch.commit({ ...resume, clusterTime, postImagesMissing: images.missing }));
          next++;
        }
        if (read.end !== undefined) throw new ExtractError(read.end);
        if (read.isDone || run.isStopping) return { next, resume, batches: next - start.next };
      } finally {
        await batch.discard();
      }
    }
  } finally {
    await stream.close();
  }
}

interface Reading {
  readonly source: Source;
  readonly contract: Extracted["contract"];
  readonly resume: ResumePoint;
  readonly run: Run;
}

interface BatchRead {
  readonly resume: ResumePoint;
  /** Up to here it has all changes. */
  readonly time: Date;
  readonly isDone: boolean;
  readonly end?: ExtractErrorCode;
}

async function readBatch(stream: Stream, batch: Batch, images: PostImages, reading: Reading): Promise<BatchRead> {
  const { contract, run } = reading;
  const { until } = reading.source;
  let token = reading.resume.token as ResumeToken;
  let time = new Date(reading.resume.tokenTime);
  let waitingSince = performance.now();
  const read = (isDone: boolean, upTo = time): BatchRead => ({ resume: resumePoint(token), time: upTo, isDone });
  while (batch.file.text < run.limits.batchText && !images.isFull && !run.isStopping) {
    const event = (await withinLag(stream.tryNext(), run.limits.lagMs)) as ChangeEvent | null;
    if (event === null) {
      // The server has looked at the oplog up to its token, whether or not something was of this collection.
      if (tokenOrder(stream.resumeToken) > tokenOrder(token)) waitingSince = performance.now();
      token = stream.resumeToken;
      if (tokenOrder(token) >= until.toBigInt()) return read(true, timeOf(until));
      if (performance.now() - waitingSince > run.limits.lagMs) throw new ExtractError("SECONDARY_LAGGING");
      continue;
    }
    if (event.clusterTime.greaterThan(until)) return read(true, timeOf(until));
    const end = ENDS[event.operationType];
    if (end !== undefined) return { ...read(true), end };
    time = timeOf(event.clusterTime);
    addEvent(event, batch, images, contract, time);
    token = stream.resumeToken;
    waitingSince = performance.now();
  }
  return read(false);
}

function addEvent(
  event: ChangeEvent,
  batch: Batch,
  images: PostImages,
  contract: Extracted["contract"],
  time: Date,
): void {
  const documentKey = bufferOf(event.documentKey[0]);
  const [document] = event.fullDocument;
  if (event.operationType === "delete") batch.addDeleted(time, keyOf(documentKey, contract));
  else if (document === undefined) images.miss(keyOf(documentKey, contract), documentKey);
  else batch.add(OPERATIONS[event.operationType as keyof typeof OPERATIONS], time, bufferOf(document));
}

function resumePoint(token: ResumeToken): ResumePoint {
  return { token, tokenTime: tokenTime(token).toISOString() };
}
