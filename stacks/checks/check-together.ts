import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { rawBucketName, stackName } from "../names.ts";
import { isPrimary } from "../primary.ts";
import { rule } from "./rule.ts";

/** What one environment can't see of another: doubles, and what only one of them may own. */
export function checkTogether(environments: readonly Environment[]): Problem[] {
  return [
    ...checkPrimary(environments),
    ...checkTwice(environments),
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

/** The stack's name is also its CLEAN prefix, so this is where two stacks would write over each other; and two primaries. */
function checkTwice(environments: readonly Environment[]): Problem[] {
  return [
    ...twice(environments, stackName).map((name) => ({
      where: name,
      problem: "listed twice: two stacks with one state and one CLEAN prefix",
      remedy: "remove one",
    })),
    ...twice(environments, rawBucketName).map((name) => ({
      where: name,
      problem: "two stacks with one RAW bucket",
      remedy: "tell them apart by `stampSuffix`",
    })),
  ];
}

/** Writing to a bucket of another account needs a policy on it that names every writer; there is none. */
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
  return twice(makers, ({ account }) => account).map((account) => ({
    where: makers
      .filter((maker) => maker.account === account)
      .map((maker) => `${stackName(maker)}.createDmsServiceRoles`)
      .join(", "),
    problem: "`dms-vpc-role` exists once an account, and more than one stack makes it",
    remedy: "leave it true in the stack that is deployed first",
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

/** Each value that more than one environment has, once. */
function twice(environments: readonly Environment[], value: (environment: Environment) => string): string[] {
  const values = environments.map(value);
  return [...new Set(values.filter((found, index) => values.indexOf(found) !== index))];
}
