import { CleanerError } from "../cleaner-error.ts";
import { gunzip } from "../gunzip.ts";
import type { Chunks } from "../inflate.ts";
import type { Projection } from "../projection.ts";
import { HeaderReader } from "./header-reader.ts";

/** What the cleaner would say of a file's header. */
export interface HeaderCheck {
  /** The names of its columns; undefined where it is refused, or the file has no record. */
  readonly header: readonly string[] | undefined;
  /** Why the file would fail, whatever follows. */
  readonly refusal: CleanerError | undefined;
}

/**
 * Reads a file's header as the cleaner does, and no more of the file than that.
 * @param source the object's bytes, gzipped or not; stopped once the header is known
 * @param delimiter one ASCII character
 * @throws what the source throws, unless it is a CleanerError
 */
export async function checkHeader(source: Chunks, projection: Projection, delimiter: string): Promise<HeaderCheck> {
  const reader = new HeaderReader(projection, delimiter);
  try {
    for await (const chunk of gunzip(source)) {
      const found = reader.push(chunk);
      if (found !== undefined) return { header: found.layout.header, refusal: undefined };
    }
    return { header: reader.end()?.layout.header, refusal: undefined };
  } catch (error) {
    if (!(error instanceof CleanerError)) throw error;
    return { header: undefined, refusal: error };
  }
}
