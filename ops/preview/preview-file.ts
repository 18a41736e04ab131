import { createReadStream } from "node:fs";
import type { Chunks } from "../../functions/cleaner/chunks.ts";
import { cleanLines } from "../../functions/cleaner/clean-stream.ts";
import { CleanerError, type CleanerErrorCode } from "../../functions/cleaner/cleaner-error.ts";
import { mayHaveRows } from "../../functions/cleaner/column-name.ts";
import { gunzip } from "../../functions/cleaner/gunzip/gunzip.ts";
import { makeKernel } from "../../functions/cleaner/make-kernel.ts";
import type { Projection } from "../../functions/cleaner/projection.ts";
import type { Tally } from "../../functions/cleaner/tally.ts";
import { LineAt } from "./line-at.ts";
import { Sample } from "./sample.ts";

/** What one RAW file gives. */
export interface FilePreview {
  /** The first record; undefined if there is none, or none that can be a header. */
  readonly header: readonly string[] | undefined;
  /** Whether its names may be shown: it may be a record, and its names values. */
  readonly isHeader: boolean;
  readonly tally: Tally;
  /** One record as it came, and the line that becomes of it; undefined where the file has none. */
  readonly row: { readonly before: readonly string[]; readonly after: string } | undefined;
  /** Why the file would fail as a whole. */
  readonly failure: CleanerError | undefined;
}

export interface PreviewJob extends Projection {
  readonly file: string;
  readonly csvDelimiter: string;
}

const CHUNK_BYTES = 256 * 1024;

/** With one of these the first record may be anything. */
const NO_HEADER: readonly (CleanerErrorCode | undefined)[] = ["HEADER_EMPTY", "HEADER_UNLISTED", "GZIP_BROKEN"];

/**
 * Cleans a file with the cleaner's own modules, and returns the findings instead of the output.
 * @param onBytes called with the number of bytes that were read since the last call
 * @throws the file system's error
 */
export async function previewFile(job: PreviewJob, onBytes: (count: number) => void): Promise<FilePreview> {
  const kernel = makeKernel(job, job.csvDelimiter);
  const sample = new Sample(job.csvDelimiter);
  const line = new LineAt();
  const failure = await attempt(async () => {
    const csv = sampled(gunzip(counted(job.file, onBytes)), sample);
    for await (const lines of cleanLines(csv, kernel)) line.push(lines, sample.record?.index);
  });
  const { header, record } = sample;
  // The cleaner prints no names of a file without a row, either: DMS writes no such files, so the header may be a record.
  const isHeader = sample.hasRecord && !NO_HEADER.includes(failure?.code) && !mayHaveRows(header ?? []);
  const row = record && line.text !== undefined ? { before: record.cells, after: line.text } : undefined;
  return { header, isHeader, tally: kernel.tally, row, failure };
}

async function attempt(work: () => Promise<void>): Promise<CleanerError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (!(error instanceof CleanerError)) throw error;
    if (error.code === "INTERNAL" && error.cause !== undefined) throw error.cause;
    return error;
  }
}

/** Shows the sample each chunk before the kernel has it, so that a line is known before it comes out. */
async function* sampled(csv: Chunks, sample: Sample): Chunks {
  for await (const chunk of csv) {
    sample.push(chunk);
    yield chunk;
  }
  sample.end();
}

async function* counted(file: string, onBytes: (count: number) => void): Chunks {
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    yield chunk;
  }
}
