import type { Problem } from "../../contracts/problem.ts";
import type { Sources } from "../../contracts/source.ts";
import { checkPostgresNames } from "../../warehouse/postgres/check.ts";
import { checkBudget } from "../checks/check-budget.ts";
import { checkSchedule } from "../checks/check-schedule.ts";
import { checkNames } from "./checks/check-names.ts";
import { checkNetwork } from "./checks/check-network.ts";
import { checkPostgres } from "./checks/check-postgres.ts";
import { checkReferences } from "./checks/check-references.ts";
import { checkSizes } from "./checks/check-sizes.ts";
import { checkTables } from "./checks/check-tables.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

/** Every problem of this pipeline's settings in one environment. `where` is the path of a setting. */
export function check(deployment: SnowflakeToPostgres, sources: Sources): Problem[] {
  return [
    ...checkNames(deployment),
    ...checkTables(deployment, sources),
    ...checkPostgresNames(sources),
    ...checkReferences(deployment),
    ...checkNetwork(deployment),
    ...checkPostgres(deployment),
    ...checkSizes(deployment),
    ...checkSchedule(deployment),
    ...checkBudget("budget", deployment),
  ];
}
