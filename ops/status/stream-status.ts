import type { CheckReport } from "../../functions/producer/check/check-report.ts";
import type { StackProblem } from "./check.ts";
import type { Presence } from "./check-notifications.ts";
import type { NewestObject } from "./newest-object.ts";

/** Status of a stack of mysql-to-snowflake. A part is null if it could not be checked; a problem says why. */
export interface StreamStatus {
  readonly stack: string;
  readonly region: string;
  /** The listed tables, in the order of the contracts. */
  readonly tables: readonly StreamedTableStatus[];
  /** What is wrong in each source, by database. */
  readonly sources: { readonly [database: string]: CheckReport | null };
  /** Objects under `errors/`, at most a page of them. */
  readonly errors: number | null;
  /** Whether the bucket notifies Snowpipe. */
  readonly notification: Presence | null;
  readonly problems: readonly StackProblem[];
}

export interface StreamedTableStatus {
  /** `video.transactions` */
  readonly table: string;
  readonly schedule: "ENABLED" | "DISABLED" | null;
  /** Up to when it has been read; null before the first run. */
  readonly watermark: Date | null;
  /** Newest object under `data/`. */
  readonly newest: NewestObject | null;
}
