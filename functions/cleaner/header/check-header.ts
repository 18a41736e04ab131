import type { Chunks } from "../chunks.ts";
import { CleanerError } from "../cleaner-error.ts";
import { CR, LF } from "../csv-state.ts";
import { gunzip } from "../gunzip/gunzip.ts";
import type { Projection } from "../projection.ts";
import { HeaderReader } from "./header-reader.ts";

/** The result of checking a file's header as the cleaner would. */
export interface HeaderCheck {
  /** The names of its columns, even without the key; undefined if the first record is not a header, or if there is none. */
  readonly header: readonly string[] | undefined;
  /** Whether no record follows the header. Then it may be a row, and its names values. */
  readonly headerOnly: boolean;
  /** Why the file would fail, regardless of its other records. */
  readonly refusal: CleanerError | undefined;
}

/**
 * Reads the header of a file as the cleaner does, and nothing after the start of the next record.
 * @param source the object's bytes, gzipped or not; closed when enough is known
 * @param delimiter one ASCII character
 * @throws what the source throws, unless it is a CleanerError
 */
export async function checkHeader(source: Chunks, projection: Projection, delimiter: string): Promise<HeaderCheck> {
  const reader = new HeaderReader(projection, delimiter);
  try {
    return await read(gunzip(source), reader);
  } catch (error) {
    return { header: undefined, headerOnly: false, refusal: coded(error) };
  }
}

async function read(csv: Chunks, reader: HeaderReader): Promise<HeaderCheck> {
  let refusal: CleanerError | undefined;
  const attempt = (step: () => unknown): void => {
    try {
      step();
    } catch (error) {
      refusal = coded(error);
    }
  };
  const check = (hasRecord: boolean): HeaderCheck => {
    const isHeader = refusal === undefined || refusal.code === "KEY_ABSENT";
    const found = isHeader ? reader.found : undefined;
    return { header: found?.names, headerOnly: found !== undefined && !hasRecord, refusal };
  };
  for await (const chunk of csv) {
    const isFound = reader.found !== undefined;
    if (!isFound) attempt(() => reader.push(chunk));
    if (reader.found === undefined && refusal !== undefined) return check(false);
    if (hasRecord(isFound ? chunk : reader.found?.rest)) return check(true);
  }
  if (reader.found === undefined) attempt(() => reader.end());
  return check(hasRecord(reader.found?.rest));
}

/** An empty line is not a record. */
function hasRecord(bytes: Buffer = Buffer.alloc(0)): boolean {
  return bytes.some((byte) => byte !== CR && byte !== LF);
}

function coded(error: unknown): CleanerError {
  if (error instanceof CleanerError) return error;
  throw error;
}
