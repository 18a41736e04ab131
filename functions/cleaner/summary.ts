import type { Tally } from "./tally.ts";

/** The result for one object: names, counts and places, never a value. It is one log line, and the last line of the `clean` command. */
export interface Summary extends Tally {
  readonly collection: string;
  readonly rawKey: string;
  /** Null if the file had no rows, so that nothing was written. */
  readonly cleanKey: string | null;
  /** Bytes of the RAW object, as stored. */
  readonly bytesIn: number;
  /** Bytes of the CLEAN object, as stored. */
  readonly bytesOut: number;
  readonly milliseconds: number;
}
