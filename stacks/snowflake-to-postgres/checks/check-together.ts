import type { Problem } from "../../../contracts/problem.ts";
import { duplicates } from "../../checks/duplicates.ts";
import { otherBucketNames, rawBucketName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

/** Problems between environments: each has buckets of its own. */
export function checkTogether(environments: readonly SnowflakeToPostgres[]): Problem[] {
  const names = environments.flatMap((each) => [...new Set([rawBucketName(each), ...otherBucketNames(each)])]);
  return duplicates(names, (name) => name).map((name) => ({
    where: name,
    problem: "two environments would share this bucket",
    remedy: "give one of them another `buckets.suffix`",
  }));
}
