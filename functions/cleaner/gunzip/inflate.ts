import type { Chunks } from "../chunks.ts";
import { CleanerError } from "../cleaner-error.ts";
import { GzipError } from "./gzip-error.ts";
import { membersOf } from "./gzip-members.ts";
import { INFLATE } from "./inflate-module.ts";
import { inflateOnThread } from "./thread/inflate-on-thread.ts";

const TRAILING_BYTES =
  "Bytes follow the end of a whole gzip file, and are not another gzip member. Reload the collection.";

/**
 * Inflates gzip. Several members are one stream (https://www.rfc-editor.org/rfc/rfc1952). Zeros after the last member, up to the end of
 * the file, are padding, as for `gzip` itself. A buffer is overwritten when the next is asked for.
 * @param hasThread whether it is done on a thread of its own
 * @throws CleanerError GZIP_BROKEN
 */
export async function* inflate(source: Chunks, hasThread: boolean): Chunks {
  try {
    yield* hasThread ? inflateOnThread(source, INFLATE) : membersOf(source, INFLATE);
  } catch (error) {
    throw error instanceof GzipError ? broken(error) : error;
  }
}

function broken(cause: GzipError): CleanerError {
  return new CleanerError("GZIP_BROKEN", {}, { cause, ...(cause.isTrailing && { explanation: TRAILING_BYTES }) });
}
