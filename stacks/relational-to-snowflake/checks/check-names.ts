import type { Problem } from "../../../contracts/problem.ts";
import { checkBucketName } from "../../checks/check-bucket-name.ts";
import { duplicates } from "../../checks/duplicates.ts";
import { rule } from "../../checks/rule.ts";
import { idOf, lakeBucketName } from "../names.ts";
import type { RelationalToSnowflake } from "../settings.ts";
import { databasesOf } from "../tables.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_MAX_LENGTH = 63;

/** The settings from which the pipeline's own names are made: bucket, databases. */
export function checkNames(environment: RelationalToSnowflake): Problem[] {
  const { lakeBucket, stampSuffix } = environment;
  const bucket = lakeBucketName(environment);
  const names = databasesOf(environment);
  return [
    ...rule(
      /^(-?[a-z0-9]+)*$/.test(stampSuffix),
      "stampSuffix",
      `"${stampSuffix}" can't end a bucket's name`,
      "use lower-case letters, digits and single hyphens, or leave it empty",
    ),
    ...checkBucketName("lakeBucket", lakeBucket),
    ...rule(
      bucket.length <= BUCKET_MAX_LENGTH,
      "lakeBucket",
      `the bucket's name has ${bucket.length} characters, S3 allows ${BUCKET_MAX_LENGTH}: ${bucket}`,
      "shorten it, the suffix or the environment's name",
    ),
    // DMS takes no capitals, no underscores and no two hyphens in a row, and Terraform no output that begins with a digit.
    ...names.flatMap((name) =>
      rule(
        /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(idOf(name)),
        `databases.${name}`,
        `"${name}" can't be part of names`,
        "use letters, digits, single hyphens and underscores, a letter first",
      ),
    ),
    ...duplicates(names, idOf).map((id) => ({
      where: "databases",
      problem: `${names.filter((name) => idOf(name) === id).join(" and ")} are the same in names`,
      remedy: "replicate one of them in another environment",
    })),
  ];
}
