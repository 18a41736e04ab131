import type { Problem } from "../../../contracts/problem.ts";
import { duplicates } from "../../checks/duplicates.ts";
import { rule } from "../../checks/rule.ts";
import { stackName } from "../../names.ts";
import { rawBucketName } from "../names.ts";
import { isPrimary } from "../primary.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import { settingsPath } from "../settings-path.ts";
import { checkSnowflake } from "./check-snowflake.ts";

/** Problems between environments: duplicates, and what only one of them may own. */
export function checkTogether(environments: readonly MongodbToSnowflake[]): Problem[] {
  return [
    ...checkPrimary(environments),
    ...checkDuplicates(environments),
    ...checkAccounts(environments),
    ...checkSnowflake(environments),
    ...environments.filter((environment) => !isPrimary(environment)).flatMap(checkNoSnowpipe),
  ];
}

function checkPrimary(environments: readonly MongodbToSnowflake[]): Problem[] {
  return rule(
    environments.length === 0 || environments.some((each) => isPrimary(each) || !each.cleanBucket.create),
    "environments",
    "no primary stack: nothing would own the CLEAN bucket",
    "add the one that `primary` names, or name another there",
  );
}

function checkDuplicates(environments: readonly MongodbToSnowflake[]): Problem[] {
  return [
    ...duplicates(environments, rawBucketName).map((name) => ({
      where: name,
      problem: "two stacks would share this RAW bucket",
      remedy: "give one of them another `stampSuffix`",
    })),
    ...environments.flatMap((environment) =>
      rule(
        environments.every(({ cleanBucket }) => cleanBucket.name !== rawBucketName(environment)),
        settingsPath(environment, "rawBucket"),
        "the CLEAN bucket has the name of this stack's RAW bucket: whoever reads CLEAN could reach full rows",
        "use another bucket in cleanBucket.name",
      ),
    ),
  ];
}

/** Stacks of other accounts could not write to the CLEAN bucket: its policy allows no other account. */
function checkAccounts(environments: readonly MongodbToSnowflake[]): Problem[] {
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

function checkNoSnowpipe(environment: MongodbToSnowflake): Problem[] {
  return rule(
    environment.snowpipeSqsArn === undefined,
    settingsPath(environment, "snowpipeSqsArn"),
    "only the primary stack can notify Snowpipe, and does so for all",
    "move it to the primary stack",
  );
}
