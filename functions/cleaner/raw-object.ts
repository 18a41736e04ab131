import { GetObjectCommand, InvalidObjectState, NoSuchKey, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import type { Chunks } from "./chunks.ts";
import { CleanerError } from "./cleaner-error.ts";
import type { RawObject } from "./events.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/restoring-objects.html */
const ARCHIVED = "The object is archived, so it can't be read. Restore it, then try again.";

export interface OpenedObject {
  readonly etag: string;
  /** Size in S3, in bytes. */
  readonly bytes: number;
  readonly body: Chunks;
}

/**
 * Opens the version that the event names: `If-Match` requires its ETag
 * (https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObject.html).
 * @throws CleanerError OBJECT_CHANGED, OBJECT_MISSING or READ_FAILED; reading the body throws READ_FAILED
 */
export async function openRaw(s3: S3Client, { bucket, key, etag }: RawObject): Promise<OpenedObject> {
  try {
    const found = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key, IfMatch: etag && `"${etag}"` }));
    if (found.Body === undefined || found.ETag === undefined) throw new CleanerError("READ_FAILED");
    return {
      etag: found.ETag.replaceAll('"', ""),
      bytes: found.ContentLength ?? 0,
      body: readable(found.Body as unknown as Chunks),
    };
  } catch (error) {
    throw readError(error);
  }
}

async function* readable(body: Chunks): Chunks {
  try {
    yield* body;
  } catch (error) {
    throw readError(error);
  }
}

function readError(error: unknown): CleanerError {
  if (error instanceof CleanerError) return error;
  const changed = error instanceof S3ServiceException && error.$metadata.httpStatusCode === 412;
  const code = changed ? "OBJECT_CHANGED" : error instanceof NoSuchKey ? "OBJECT_MISSING" : "READ_FAILED";
  return new CleanerError(
    code,
    {},
    { cause: error, ...(error instanceof InvalidObjectState && { explanation: ARCHIVED }) },
  );
}
