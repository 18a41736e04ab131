import type { Tally } from "./tally.ts";

/** What became of one object: names, counts and places, never a value. One log line; the `clean` command's last line. */
export interface Summary extends Tally {
  readonly collection: string;
  readonly rawKey: string;
  /** Null where the file had no rows and nothing was written. */
  readonly cleanKey: string | null;
  /** Bytes of the RAW object, as stored. */
  readonly bytesIn: number;
  /** Bytes of the CLEAN object, as stored. */
  readonly bytesOut: number;
  readonly milliseconds: number;
}
