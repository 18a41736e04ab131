import { createHash } from "node:crypto";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import type { DataSet } from "./data-set.ts";
import { rawFile } from "./raw-file.ts";

/** A data set on disk. */
export interface WrittenDataSet {
  readonly raw: string;
  readonly mask: string;
  readonly rows: number;
  /** Of the CSV, before gzip. */
  readonly csvBytes: number;
}

interface About extends Pick<WrittenDataSet, "rows" | "csvBytes"> {
  readonly fingerprint: string;
}

/**
 * Writes the RAW file and the mask into a folder, in bounded memory. If an earlier run has written the same files, they are used again.
 * @param onProgress called with the bytes of CSV written so far
 */
export async function writeDataSet(
  dataSet: DataSet,
  bytes: number,
  folder: string,
  onProgress: (csvBytes: number) => void,
): Promise<WrittenDataSet> {
  const files = { raw: join(folder, "raw.csv.gz"), mask: join(folder, "mask.json") };
  const about = join(folder, "about.json");
  const fingerprint = fingerprintOf(dataSet, bytes);
  const earlier = await readAbout(about);
  if (earlier?.fingerprint === fingerprint) return { ...files, rows: earlier.rows, csvBytes: earlier.csvBytes };
  await mkdir(folder, { recursive: true });
  await writeFile(files.mask, JSON.stringify(dataSet.mask));
  const counts = await writeRaw(dataSet, bytes, files.raw, onProgress);
  await writeFile(about, JSON.stringify({ fingerprint, ...counts } satisfies About));
  return { ...files, ...counts };
}

async function writeRaw(dataSet: DataSet, bytes: number, file: string, onProgress: (csvBytes: number) => void) {
  const counts = { rows: 0, csvBytes: 0 };
  const batches = function* () {
    for (const { csv, rows } of rawFile(dataSet, bytes)) {
      counts.rows += rows;
      counts.csvBytes += csv.length;
      onProgress(counts.csvBytes);
      yield csv;
    }
  };
  await pipeline(Readable.from(batches(), { objectMode: false }), createGzip(), createWriteStream(`${file}.partial`));
  await rename(`${file}.partial`, file);
  return counts;
}

/** Depends on the size, the mask, and the first megabyte of the rows. */
function fingerprintOf(dataSet: DataSet, bytes: number): string {
  const hash = createHash("sha256").update(JSON.stringify([bytes, dataSet.mask]));
  for (const { csv } of rawFile(dataSet, Math.min(bytes, 1024 * 1024))) hash.update(csv);
  return hash.digest("hex");
}

async function readAbout(file: string): Promise<About | undefined> {
  const text = await readFile(file, "utf8").catch(() => undefined);
  return text === undefined ? undefined : (JSON.parse(text) as About);
}
