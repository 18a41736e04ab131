import type { Problem } from "../../contracts/problem.ts";
import type { Sources } from "../../contracts/source.ts";
import { checkBudget } from "../checks/check-budget.ts";
import { checkDatabases } from "./checks/check-databases.ts";
import { checkFreshness } from "./checks/check-freshness.ts";
import { checkNames } from "./checks/check-names.ts";
import { checkNumbers } from "./checks/check-numbers.ts";
import { checkPromises } from "./checks/check-promises.ts";
import { checkReferences } from "./checks/check-references.ts";
import type { MongodbToSnowflake } from "./settings.ts";

/** Every problem of this pipeline's settings in one environment. `where` is the path of a setting. */
export function check(deployment: MongodbToSnowflake, sources: Sources): Problem[] {
  return [checkNames, checkDatabases, checkReferences, checkNumbers, checkPromises, checkFreshness, ofBudget].flatMap(
    (checkSettings) => checkSettings(deployment, sources),
  );
}

function ofBudget(deployment: MongodbToSnowflake): Problem[] {
  return checkBudget("budget", deployment);
}
