import type { AllowList } from "../../contracts/mask.ts";
import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { stackName } from "../names.ts";
import { checkBudget } from "./check-budget.ts";
import { checkFreshness } from "./check-freshness.ts";
import { checkNames } from "./check-names.ts";
import { checkNumbers } from "./check-numbers.ts";
import { checkPromises } from "./check-promises.ts";
import { checkReferences } from "./check-references.ts";
import { checkShape } from "./check-shape.ts";
import { checkTogether } from "./check-together.ts";

/**
 * Every problem of the environments, of each alone and of all together, whether or not DMS is deployed in them.
 * @param allowList has the collections that an environment may name
 * @returns an empty list if the environments can be deployed
 */
export function checkEnvironments(environments: readonly Environment[], allowList: AllowList): Problem[] {
  const misshapen = environments.map(checkShape);
  return [
    ...environments.flatMap((environment, index) =>
      misshapen[index]?.length ? misshapen[index] : checkEnvironment(environment, allowList),
    ),
    ...(misshapen.flat().length === 0 ? checkTogether(environments) : []),
  ];
}

function checkEnvironment(environment: Environment, allowList: AllowList): Problem[] {
  return [
    checkNames,
    checkReferences,
    checkNumbers,
    checkPromises,
    checkFreshness,
    (each: Environment) => checkBudget("budget", each),
  ]
    .flatMap((check) => check(environment, allowList))
    .map((found) => ({ ...found, where: `${stackName(environment)}.${found.where}` }));
}
