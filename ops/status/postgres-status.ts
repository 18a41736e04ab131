import type { StackProblem } from "./check.ts";
import type { Execution } from "./executions.ts";

/** Status of snowflake-to-postgres in one place. A part is null if it could not be checked; a problem says why. */
export interface PostgresStatus {
  /** `production-us-west-2-snowflake-to-postgres`: all of its modules. */
  readonly stack: string;
  readonly region: string;
  readonly schedule: "ENABLED" | "DISABLED" | null;
  /** The newest executions of the state machine that runs all, the newest first. */
  readonly executions: readonly Execution[] | null;
  /** The listed tables, in the order of the contracts. */
  readonly tables: readonly ExportedTableStatus[];
  readonly problems: readonly StackProblem[];
}

export interface ExportedTableStatus {
  readonly table: string;
  /** The newest batch, and when its export ended; null if there is none. */
  readonly newest: { readonly batch: string; readonly at: Date } | null;
}
