import { availableParallelism } from "node:os";
import type { Chunks } from "./chunks.ts";
import { CleanerError } from "./cleaner-error.ts";
import { gunzipInPlace } from "./gunzip/gunzip.ts";
import { needsThread } from "./gunzip/needs-thread.ts";
import { gzip } from "./gzip/gzip.ts";
import type { Kernel } from "./kernel.ts";

const NOTHING = Buffer.alloc(0);

/**
 * RAW bytes in, CLEAN bytes out: gunzip, clean, gzip. Each pulls from the one before, so memory is bounded for a file of any size. The
 * same file gives the same bytes.
 * @param rawBytes size of the RAW file; 0 if unknown
 */
export async function* cleanStream(raw: Chunks, kernel: Kernel, rawBytes = 0): Chunks {
  const hasThread = needsThread(rawBytes, availableParallelism());
  yield* gzip(cleanLines(gunzipInPlace(raw, hasThread), kernel));
}

/**
 * The kernel's lines of a CSV file. A buffer is overwritten when the next is asked for. A file with a fault is still read to its end: if
 * its gzip turns out to be broken, that is the error to report, because the text may be garbage.
 */
export async function* cleanLines(csv: Chunks, kernel: Kernel): Chunks {
  let fault: CleanerError | undefined;
  const push = (chunk: Buffer): Buffer => {
    try {
      return fault === undefined ? kernel.push(chunk) : NOTHING;
    } catch (error) {
      fault = CleanerError.from(error);
      return NOTHING;
    }
  };
  try {
    for await (const chunk of csv) {
      const ndjson = push(chunk);
      if (ndjson.length > 0) yield ndjson;
    }
    if (fault !== undefined) throw fault;
    const last = kernel.end();
    if (last.length > 0) yield last;
  } catch (error) {
    const found = CleanerError.from(error);
    throw found.code === "GZIP_BROKEN" ? found : (fault ?? found);
  }
}
