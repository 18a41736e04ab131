import { createWriteStream } from "node:fs";
import { type FileHandle, open, rename, rm, stat } from "node:fs/promises";
import { pipeline } from "node:stream/promises";
import type { Chunks } from "./chunks.ts";
import { cleanStream } from "./clean-stream.ts";
import { CleanerError } from "./cleaner-error.ts";
import { makeKernel } from "./make-kernel.ts";
import type { Projection } from "./projection.ts";
import type { Summary } from "./summary.ts";

/** Few large ones, because each has a cost. */
const CHUNK_BYTES = 1024 * 1024;

export interface FileJob extends Projection {
  readonly collection: string;
  readonly csvDelimiter: string;
  /** The RAW file. */
  readonly from: string;
  /** The CLEAN file; an old one is replaced, or deleted if nothing is written. */
  readonly to: string;
}

/**
 * Cleans a file on disk as the function cleans an object. The output appears whole or not at all.
 * @throws CleanerError
 */
export async function cleanFile({ collection, csvDelimiter, from, to, ...projection }: FileJob): Promise<Summary> {
  const started = performance.now();
  const kernel = makeKernel(projection, csvDelimiter);
  const partial = `${to}.${process.pid}.partial`;
  let hasRows = false;
  try {
    const bytesIn = await sizeOf(from);
    const cleaned = cleanStream(readFile(from), kernel, bytesIn);
    await pipeline(cleaned, createWriteStream(partial, { flags: "wx", highWaterMark: CHUNK_BYTES }));
    const bytesOut = kernel.tally.rowsOut > 0 ? (await stat(partial)).size : 0;
    hasRows = bytesOut > 0;
    if (hasRows) await rename(partial, to);
    return {
      collection,
      rawKey: from,
      cleanKey: hasRows ? to : null,
      ...kernel.tally,
      bytesIn,
      bytesOut,
      milliseconds: Math.round(performance.now() - started),
    };
  } catch (error) {
    throw error instanceof CleanerError ? error : new CleanerError("WRITE_FAILED", {}, { cause: error });
  } finally {
    await rm(partial, { force: true });
    // An old file must not be taken for the result.
    if (!hasRows) await rm(to, { force: true });
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    throw new CleanerError("READ_FAILED", {}, { cause: error });
  }
}

/** A buffer is overwritten when the next is asked for, because many that wait to be collected would be much memory. */
async function* readFile(path: string): Chunks {
  let file: FileHandle | undefined;
  try {
    file = await open(path);
    const buffer = Buffer.allocUnsafeSlow(CHUNK_BYTES);
    for (let read = await file.read(buffer); read.bytesRead > 0; read = await file.read(buffer))
      yield buffer.subarray(0, read.bytesRead);
  } catch (error) {
    throw new CleanerError("READ_FAILED", {}, { cause: error });
  } finally {
    await file?.close();
  }
}
