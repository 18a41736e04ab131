import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { rawBucketName } from "../names.ts";
import { checkRegion } from "./check-region.ts";
import { rule } from "./rule.ts";

/** With a longer name of the environment, the longest name made from it would exceed the 64 characters of a role's name. */
const ENVIRONMENT_MAX_LENGTH = 20;

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_MAX_LENGTH = 63;

/** The settings from which names are made: environment, region, account, bucket suffix, database. */
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
    ...rule(
      /^\d{12}$/.test(account),
      "account",
      `"${account}" is not an account id`,
      "write its twelve digits, as text",
    ),
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
    `the RAW bucket's name has ${bucketName.length} characters, S3 allows ${BUCKET_MAX_LENGTH}: ${bucketName}`,
    "shorten the suffix or the environment's name",
  );
}
