import type { ColumnReport } from "./layout.ts";

/**
 * The cleaner's heart, without streams and without S3: chunks of CSV in, chunks of NDJSON out.
 * A chunk may end anywhere, and what comes out over a whole file is the same wherever they end.
 */
export interface Kernel {
  /**
   * The lines of the records that end in this chunk; may be empty. The bytes are the caller's.
   * @throws CleanerError when the file can't be trusted; nothing of it may land then.
   */
  push(chunk: Buffer): Buffer;
  /**
   * The last lines.
   * @throws CleanerError
   */
  end(): Buffer;
  /** What was counted so far. */
  readonly tally: Tally;
}

export interface Tally extends ColumnReport {
  readonly rowsIn: number;
  readonly rowsOut: number;
  readonly deletes: number;
  /** Cells that should be JSON and are not, are nested too deep or repeat a listed key: left out, the rest of the row landed. */
  readonly malformed: number;
  /** Where the first hundred of them are. */
  readonly malformedCells: readonly MalformedCell[];
  /** Characters that were no valid UTF-8 and became U+FFFD. */
  readonly replacedCharacters: number;
}

export interface MalformedCell {
  /** Line on which the record starts; the header's is 1. */
  readonly line: number;
  readonly column: string;
}
