import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { stackName } from "../names.ts";
import { checkNames } from "./check-names.ts";
import { checkNumbers } from "./check-numbers.ts";
import { checkPromises } from "./check-promises.ts";
import { checkReferences } from "./check-references.ts";
import { checkTogether } from "./check-together.ts";

/** Every problem of the environments, of each one and between them, whether or not DMS is deployed yet; none when they can be. */
export function checkEnvironments(environments: readonly Environment[]): Problem[] {
  return [...environments.flatMap(checkEnvironment), ...checkTogether(environments)];
}

function checkEnvironment(environment: Environment): Problem[] {
  return [checkNames, checkReferences, checkNumbers, checkPromises]
    .flatMap((check) => check(environment))
    .map((found) => ({ ...found, where: `${stackName(environment)}.${found.where}` }));
}
