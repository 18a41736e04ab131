import { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { RawCollection } from "./raw-collection.ts";
import { type Reading, readRows } from "./read-rows.ts";

/** The limit for each file, so that a folder of large files takes minutes and not hours. */
const MOST_ROWS = 50_000;

/** Reads RAW files of one collection. A file that the cleaner would refuse counts up to its fault. */
export async function readRawFiles(files: readonly string[], reading: Reading): Promise<RawCollection> {
  const found = new RawCollection(reading.mask);
  for (const file of files) {
    found.files++;
    try {
      await readFile(file, found, reading);
    } catch (error) {
      if (!(error instanceof CleanerError)) throw error;
      found.addFailure(error.code);
    }
  }
  return found;
}

async function readFile(file: string, found: RawCollection, reading: Reading): Promise<void> {
  const before = found.rows;
  for await (const rows of readRows(file, reading)) {
    found.add(rows);
    if (found.rows - before >= MOST_ROWS) return;
  }
}
