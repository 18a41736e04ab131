import { timeOf } from "../../../warehouse/snowflake/loads.ts";
import type { Target } from "../../../warehouse/snowflake/target.ts";
import { age } from "../../status/age.ts";
import type { Checked } from "../../status/check.ts";
import type { Warehouse } from "../connection.ts";
import { findRun } from "../run-in-progress.ts";
import { runDbt } from "./remedies.ts";

/** A scheduled run ends within 50 minutes: `.github/workflows/warehouse-run.yml`. */
const LONGEST_MINUTES = 60;

/** Whether a run of dbt has not ended for so long that it may have been killed: until it is forgotten, no other begins. */
export async function checkDbtRun(warehouse: Warehouse, target: Target, now: Date): Promise<Checked<null>> {
  const run = target.lakes.length === 0 ? undefined : await findRun(warehouse, target);
  const began = run === undefined ? now : timeOf(run.beganAt);
  if (run === undefined || now.getTime() - began.getTime() < LONGEST_MINUTES * 60_000)
    return { found: null, problems: [] };
  return {
    found: null,
    problems: [
      {
        where: "dbt",
        problem: `RUN_IN_PROGRESS: the run ${run.run} began at ${run.beganAt} UTC, ${age(began, now)} ago, and has not ended: no other run begins, and nothing new is read`,
        remedy: `look whether it is still running. If it was killed: ${runDbt(target)} --forget`,
      },
    ],
  };
}
