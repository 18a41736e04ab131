import { MODELS } from "./names.ts";
import type { Target } from "./target.ts";

type Named = Pick<Target, "snowflake">;

/** The table that says that a run of dbt is going on. dbt's macro `begin_run` makes it, and `end_run` drops it. */
export function runInProgress({ snowflake }: Named): string {
  return `${snowflake.database}.${MODELS}.run_in_progress`;
}

/** `RUN, BEGAN_AT`: dbt's id of the run, and when it began, in UTC and as text. */
export function readRun(target: Named): string {
  return `SELECT run, TO_CHAR(began_at, 'YYYY-MM-DD HH24:MI:SS') AS began_at FROM ${runInProgress(target)}`;
}
