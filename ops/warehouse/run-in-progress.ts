import { readRun, runInProgress } from "../../warehouse/snowflake/dbt-runs.ts";
import type { Target } from "../../warehouse/snowflake/target.ts";
import { SnowflakeError, textIn, type Warehouse } from "./connection.ts";
import { exists } from "./exists.ts";

/** A run of dbt that has begun and not ended: it is going on, or was killed. */
export interface RunInProgress {
  /** dbt's id of the run. */
  readonly run: string;
  /** In UTC: `2026-11-21 12:00:00`. */
  readonly beganAt: string;
}

export async function findRun(warehouse: Warehouse, target: Target): Promise<RunInProgress | undefined> {
  if (!(await exists(warehouse, "TABLES", runInProgress(target)))) return undefined;
  try {
    const [row] = await warehouse.query(readRun(target));
    return { run: textIn(row?.RUN), beganAt: textIn(row?.BEGAN_AT) };
  } catch (error) {
    // It has ended meanwhile.
    if (error instanceof SnowflakeError && error.isMissing) return undefined;
    throw error;
  }
}
