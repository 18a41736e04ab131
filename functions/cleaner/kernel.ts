import type { Tally } from "./tally.ts";

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
