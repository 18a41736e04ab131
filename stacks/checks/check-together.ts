import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { rawBucketName, stackName } from "../names.ts";
import { isPrimary } from "../primary.ts";
import { rule } from "./rule.ts";

/** Problems between environments: duplicates, and what only one of them may own. */
export function checkTogether(environments: readonly Environment[]): Problem[] {
  return [
    ...checkPrimary(environments),
    ...checkDuplicates(environments),
    ...checkAccounts(environments),
    ...checkServiceRoles(environments),
    ...environments.filter((environment) => !isPrimary(environment)).flatMap(checkNoSnowpipe),
  ];
}

function checkPrimary(environments: readonly Environment[]): Problem[] {
  return rule(
    environments.some(isPrimary),
    "environments",
    "no primary stack: nothing would own the CLEAN bucket",
    "add production in us-west-2",
  );
}

/** Stacks with the same name have the same CLEAN prefix and the same state, so they would overwrite each other. */
function checkDuplicates(environments: readonly Environment[]): Problem[] {
  return [
    ...duplicates(environments, stackName).map((name) => ({
      where: name,
      problem: "listed twice: two stacks would share one state and one CLEAN prefix",
      remedy: "remove one",
    })),
    ...duplicates(environments, rawBucketName).map((name) => ({
      where: name,
      problem: "two stacks would share this RAW bucket",
      remedy: "give one of them another `stampSuffix`",
    })),
  ];
}

/** Stacks of other accounts could not write to the CLEAN bucket: its policy allows no other account. */
function checkAccounts(environments: readonly Environment[]): Problem[] {
  const primary = environments.find(isPrimary);
  if (primary === undefined) return [];
  return environments.flatMap((environment) =>
    rule(
      environment.account === primary.account,
      `${stackName(environment)}.account`,
      `not ${primary.account}, the primary stack's, which owns the CLEAN bucket`,
      "deploy all stacks to one account",
    ),
  );
}

function checkServiceRoles(environments: readonly Environment[]): Problem[] {
  const makers = environments.filter(({ createDmsServiceRoles }) => createDmsServiceRoles);
  return duplicates(makers, ({ account }) => account).map((account) => ({
    where: makers
      .filter((maker) => maker.account === account)
      .map((maker) => `${stackName(maker)}.createDmsServiceRoles`)
      .join(", "),
    problem: "`dms-vpc-role` exists once in an account, and more than one stack would create it",
    remedy: "set it to true only in the stack that is deployed first",
  }));
}

function checkNoSnowpipe(environment: Environment): Problem[] {
  return rule(
    environment.snowpipeSqsArn === undefined,
    `${stackName(environment)}.snowpipeSqsArn`,
    "only the primary stack can notify Snowpipe, and does so for all",
    "move it to production in us-west-2",
  );
}

/** The values that more than one environment has, each once. */
function duplicates(environments: readonly Environment[], value: (environment: Environment) => string): string[] {
  const values = environments.map(value);
  return [...new Set(values.filter((found, index) => values.indexOf(found) !== index))];
}
