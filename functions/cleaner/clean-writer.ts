import { Readable } from "node:stream";
import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from "@aws-sdk/client-s3";
import { Upload } from "@aws-sdk/lib-storage";
import type { Chunks } from "./chunks.ts";
import { CleanerError } from "./cleaner-error.ts";

/** S3's minimum for every part but the last. https://docs.aws.amazon.com/AmazonS3/latest/userguide/qfacts.html */
const PART_BYTES = 5 * 1024 * 1024;
/** Parts that are uploaded at the same time. An upload has these in memory, and one more that is being filled. */
const PARTS_AT_ONCE = 2;

export interface CleanTarget {
  readonly bucket: string;
  readonly key: string;
  readonly metadata: Readonly<Record<string, string>>;
}

/**
 * Writes a CLEAN object, streaming: an object of at most one part in one request, a larger one in a multipart upload
 * (https://docs.aws.amazon.com/AmazonS3/latest/userguide/mpuoverview.html). The object appears only when all of it is written; if the
 * source fails, the upload is aborted. Without rows nothing is written.
 * The metadata has the number of rows only if the object is written in one request: S3 takes the metadata of a multipart upload at its
 * start, when the number is unknown.
 *
 * @param rows the number of rows; called when the source has ended
 * @returns the bytes written
 * @throws CleanerError WRITE_FAILED, or whatever the source threw
 */
export async function writeClean(
  s3: S3Client,
  target: CleanTarget,
  source: Chunks,
  rows: () => number,
): Promise<number> {
  const held: Buffer[] = [];
  let bytes = 0;
  let failure: unknown;
  const counted = async function* (): Chunks {
    try {
      for await (const chunk of source) {
        bytes += chunk.length;
        yield chunk;
      }
    } catch (error) {
      failure = error;
      throw error;
    }
  };
  const input = counted()[Symbol.asyncIterator]();
  try {
    while (bytes <= PART_BYTES) {
      const next = await input.next();
      if (next.done) return rows() === 0 ? 0 : await put(s3, target, Buffer.concat(held), rows());
      held.push(next.value);
    }
    await upload(s3, target, async function* () {
      yield* held.splice(0);
      yield* { [Symbol.asyncIterator]: () => input };
    });
    return bytes;
  } catch (error) {
    // The source's own error is the cause; the error of an abort that failed, too, would hide it.
    const first = failure ?? error;
    throw first instanceof CleanerError ? first : new CleanerError("WRITE_FAILED", {}, { cause: first });
  }
}

async function put(s3: S3Client, target: CleanTarget, body: Buffer, rows: number): Promise<number> {
  const { metadata } = target;
  await s3.send(
    new PutObjectCommand({ ...request({ ...target, metadata: { ...metadata, rows: String(rows) } }), Body: body }),
  );
  return body.length;
}

async function upload(s3: S3Client, target: CleanTarget, chunks: () => Chunks): Promise<void> {
  const params = { ...request(target), Body: Readable.from(chunks(), { objectMode: false }) };
  await new Upload({ client: s3, params, partSize: PART_BYTES, queueSize: PARTS_AT_ONCE }).done();
}

function request({ bucket, key, metadata }: CleanTarget): PutObjectCommandInput {
  return {
    Bucket: bucket,
    Key: key,
    ContentType: "application/x-ndjson",
    ContentEncoding: "gzip",
    Metadata: metadata,
  };
}
