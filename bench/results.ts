import type { GzipLevel } from "./gzip-levels.ts";
import type { HandlerStart } from "./handler-start.ts";
import type { Machine } from "./machine.ts";
import type { Measurement } from "./measurement.ts";

/** The results of a run: RESULTS.md shows them, and `--json` prints them. */
export interface Results {
  readonly machine: Machine;
  readonly date: string;
  readonly commit: string;
  readonly gzipLevel: number;
  readonly dataSets: readonly DataSetResult[];
  /** The first data set, ten times as large. */
  readonly large: DataSetResult | undefined;
  readonly gzipLevels: readonly GzipLevel[];
  readonly handler: HandlerStart;
}

export interface DataSetResult {
  readonly name: string;
  readonly title: string;
  readonly rows: number;
  readonly csvBytes: number;
  readonly rawBytes: number;
  readonly plainBytes: number;
  /** Size of our output at zlib's default level, 6. */
  readonly bytesAtLevel6: number;
  readonly ours: TimedPeer;
  readonly others: readonly TimedPeer[];
  readonly floor: TimedPeer;
  readonly notTimed: readonly NotTimed[];
}

export interface TimedPeer {
  readonly title: string;
  readonly version: string | undefined;
  /** In the order of the rounds. */
  readonly runs: readonly Measurement[];
  readonly outBytes: number;
}

export interface NotTimed {
  readonly name: string;
  readonly title: string;
  /** It is not installed, it fails, or where its output differs from ours. */
  readonly reason: string;
}
