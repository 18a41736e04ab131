import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { rawBucketName } from "../names.ts";
import { checkRegion } from "./check-region.ts";
import { rule } from "./rule.ts";

/** Longest name of an environment with which the longest name made from it, a role's of 64 letters, is still allowed. */
const ENVIRONMENT_MAX_LENGTH = 20;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_MAX_LENGTH = 63;

/** What other names are made from: environment, region, account, bucket, database. */
export function checkNames(environment: Environment): Problem[] {
  const { account, mongodb, region, stampSuffix } = environment;
  return [
    ...rule(
      /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(environment.environment) &&
        environment.environment.length <= ENVIRONMENT_MAX_LENGTH,
      "environment",
      `"${environment.environment}" can't be part of every name`,
      `use up to ${ENVIRONMENT_MAX_LENGTH} lower-case letters, digits and single hyphens, a letter first`,
    ),
    ...checkRegion("region", region),
    ...rule(/^\d{12}$/.test(account), "account", `"${account}" is no account id`, "write its twelve digits, as text"),
    ...rule(
      /^(-?[a-z0-9]+)*$/.test(stampSuffix),
      "stampSuffix",
      `"${stampSuffix}" can't end a bucket's name`,
      "use lower-case letters, digits and single hyphens, or leave it empty",
    ),
    ...checkBucketLength(rawBucketName(environment)),
    ...rule(
      /^[A-Za-z0-9_-]{1,63}$/.test(mongodb.database),
      "mongodb.database",
      `"${mongodb.database}" can't be a folder of the RAW bucket`,
      "use letters, digits, hyphens and underscores, at most 63",
    ),
  ];
}

function checkBucketLength(bucketName: string): Problem[] {
  return rule(
    bucketName.length <= BUCKET_MAX_LENGTH,
    "stampSuffix",
    `the RAW bucket's name has ${bucketName.length} letters, S3 allows ${BUCKET_MAX_LENGTH}: ${bucketName}`,
    "shorten the suffix or the environment's name",
  );
}
