import { createReadStream } from "node:fs";
import { CleanerError } from "../../functions/cleaner/cleaner-error.ts";
import { gunzip } from "../../functions/cleaner/gunzip.ts";
import { makeKernel } from "../../functions/cleaner/make-kernel.ts";
import type { Projection } from "../../functions/cleaner/projection.ts";
import type { Tally } from "../../functions/cleaner/tally.ts";
import { LineAt } from "./line-at.ts";
import { Sample } from "./sample.ts";

/** What one RAW file gives. */
export interface FilePreview {
  /** Undefined for a file without a header: it has nothing, and gives nothing. */
  readonly header: readonly string[] | undefined;
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

/**
 * Cleans a file by the cleaner's own modules, and keeps what can be learned from it instead of the output.
 * @param onBytes told how many more bytes of the file were read
 * @throws what the file system says
 */
export async function previewFile(job: PreviewJob, onBytes: (count: number) => void): Promise<FilePreview> {
  const kernel = makeKernel(job, job.csvDelimiter);
  const sample = new Sample(job.csvDelimiter);
  const line = new LineAt();
  const failure = await attempt(async () => {
    for await (const chunk of gunzip(counted(job.file, onBytes))) {
      // First, so that the line is known before it comes out.
      sample.push(chunk);
      line.push(kernel.push(chunk), sample.record?.index);
    }
    sample.end();
    line.push(kernel.end(), sample.record?.index);
  });
  const { header, record } = sample;
  const row = record && line.text !== undefined ? { before: record.cells, after: line.text } : undefined;
  return { header, tally: kernel.tally, row, failure };
}

async function attempt(work: () => Promise<void>): Promise<CleanerError | undefined> {
  try {
    await work();
    return undefined;
  } catch (error) {
    if (error instanceof CleanerError) return error;
    throw error;
  }
}

async function* counted(file: string, onBytes: (count: number) => void): AsyncIterable<Buffer> {
  for await (const chunk of createReadStream(file, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    onBytes(chunk.length);
    yield chunk;
  }
}
