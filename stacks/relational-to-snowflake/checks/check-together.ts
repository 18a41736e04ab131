import type { Problem } from "../../../contracts/problem.ts";
import { duplicates } from "../../checks/duplicates.ts";
import { rule } from "../../checks/rule.ts";
import { lakeBucketName, settingsPath } from "../names.ts";
import type { RelationalToSnowflake } from "../settings.ts";

/** Problems between environments. */
export function checkTogether(environments: readonly RelationalToSnowflake[]): Problem[] {
  return [
    ...duplicates(environments, lakeBucketName).map((name) => ({
      where: name,
      problem: "two stacks would share this bucket",
      remedy: "give one of them another `stampSuffix`",
    })),
    // One external table, and so one stage, for each table of an environment.
    ...duplicates(
      environments.flatMap((each) => Object.keys(each.databases).map((database) => `${each.environment}, ${database}`)),
      (name) => name,
    ).map((name) => ({
      where: name,
      problem: "two stacks of an environment replicate this database, and their rows would mix in Snowflake",
      remedy: "leave it to one of them, or give its source another name",
    })),
    ...environments.flatMap((environment) =>
      rule(
        environments.every(({ cleanBucket }) => cleanBucket.name !== lakeBucketName(environment)),
        settingsPath(environment, "lakeBucket"),
        "the CLEAN bucket has the name of this stack's bucket",
        "use another name",
      ),
    ),
  ];
}
