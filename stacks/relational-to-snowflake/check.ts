import type { Problem } from "../../contracts/problem.ts";
import type { Sources } from "../../contracts/source.ts";
import { checkBudget } from "../checks/check-budget.ts";
import { checkDmsInstance } from "../checks/check-dms-instance.ts";
import { checkLogDays } from "../checks/check-log-days.ts";
import { checkDatabases } from "./checks/check-databases.ts";
import { checkFreshness } from "./checks/check-freshness.ts";
import { checkNames } from "./checks/check-names.ts";
import { checkNetwork } from "./checks/check-network.ts";
import { checkReferences } from "./checks/check-references.ts";
import { checkRetention } from "./checks/check-retention.ts";
import { checkSourceColumns } from "./checks/check-source-columns.ts";
import type { RelationalToSnowflake } from "./settings.ts";

/** Every problem of this pipeline's settings in one environment. `where` is the path of a setting. */
export function check(deployment: RelationalToSnowflake, sources: Sources): Problem[] {
  const { dms, retention } = deployment;
  return [
    ...checkNames(deployment),
    ...checkDatabases(deployment, sources),
    ...checkReferences(deployment),
    ...checkSourceColumns(deployment, sources),
    ...checkNetwork(deployment),
    ...checkDmsInstance("dms", dms),
    ...checkRetention(deployment),
    ...checkLogDays("retention.dmsLogDays", retention.dmsLogDays),
    ...checkFreshness(deployment),
    ...checkBudget("budget", deployment),
  ];
}
