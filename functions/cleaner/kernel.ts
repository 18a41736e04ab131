import type { Tally } from "./tally.ts";

/**
 * The core of the cleaner, without streams and S3: chunks of CSV in, chunks of NDJSON out. A chunk may end anywhere; the output of a
 * whole file does not depend on it.
 */
export interface Kernel {
  /**
   * The lines of the records that end in this chunk; may be empty. The next call overwrites them. The caller may overwrite the chunk.
   * @throws CleanerError if the file has a fault; then nothing of it may land
   */
  push(chunk: Buffer): Buffer;
  /**
   * The last lines.
   * @throws CleanerError
   */
  end(): Buffer;
  /** The counts so far. */
  readonly tally: Tally;
}
