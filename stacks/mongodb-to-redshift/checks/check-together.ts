import type { Problem } from "../../../contracts/problem.ts";
import { duplicates } from "../../checks/duplicates.ts";
import { rule } from "../../checks/rule.ts";
import { lakeBucketName, settingsPath } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";

/** Problems between environments. */
export function checkTogether(environments: readonly MongodbToRedshift[]): Problem[] {
  return [
    ...duplicates(environments, lakeBucketName).map((name) => ({
      where: name,
      problem: "two stacks would share this bucket",
      remedy: "give one of them another `stampSuffix`",
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
