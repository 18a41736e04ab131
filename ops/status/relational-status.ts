import type { LakeReport } from "../../functions/lake-columns/report.ts";
import type { SourceReport } from "../../functions/source-columns/report.ts";
import type { StackProblem } from "./check.ts";
import type { EngineStatus } from "./check-engine.ts";
import type { Presence } from "./check-notifications.ts";
import type { TaskStatus } from "./check-task.ts";
import type { TableStatus } from "./collection-status.ts";
import type { NewestObject } from "./newest-object.ts";

/** Status of a stack of relational-to-snowflake. A part is null if it could not be checked; a problem says why. */
export interface RelationalStatus {
  readonly stack: string;
  readonly region: string;
  /** By database. */
  readonly tasks: { readonly [database: string]: TaskStatus | null };
  /** Also null if the operator may not see it, which is not a problem. */
  readonly engine: EngineStatus | null;
  /** The listed tables, in the order of the contracts. */
  readonly tables: readonly LakeTable[];
  /** The columns of the newest files in the lake. */
  readonly lakeColumns: LakeReport | null;
  /** Whether the lake notifies Snowflake of new files. */
  readonly notification: Presence | null;
  /** The sources, compared with the contracts. */
  readonly sources: SourceReport | null;
  readonly problems: readonly StackProblem[];
}

/** A listed table, from its database to the lake. Null if something does not exist or could not be read. */
export interface LakeTable {
  /** With its database: `clinic/visits`. */
  readonly table: string;
  readonly dms: TableStatus | null;
  /** Newest object in the lake. */
  readonly lake: NewestObject | null;
}
