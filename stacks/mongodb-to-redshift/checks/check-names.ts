import type { Problem } from "../../../contracts/problem.ts";
import { checkBucketName } from "../../checks/check-bucket-name.ts";
import { duplicates } from "../../checks/duplicates.ts";
import { rule } from "../../checks/rule.ts";
import { databasesOf } from "../collections.ts";
import { idOf, logBucketName } from "../names.ts";
import type { MongodbToRedshift } from "../settings.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_MAX_LENGTH = 63;

/** The settings from which the pipeline's own names are made: buckets, databases. */
export function checkNames(environment: MongodbToRedshift): Problem[] {
  const { lakeBucket, stampSuffix } = environment;
  const bucket = logBucketName(environment);
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
      `the name of the bucket of its logs has ${bucket.length} characters, S3 allows ${BUCKET_MAX_LENGTH}: ${bucket}`,
      "shorten it, the suffix or the environment's name",
    ),
    // A folder in S3, a part of a job definition's name, and a schema in Redshift.
    ...names.flatMap((name) =>
      rule(
        /^[A-Za-z][A-Za-z0-9_-]{0,62}$/.test(name),
        `databases.${name}`,
        `"${name}" can't be part of names`,
        "use letters, digits, hyphens and underscores, a letter first",
      ),
    ),
    ...duplicates(names, idOf).map((id) => ({
      where: "databases",
      problem: `${names.filter((name) => idOf(name) === id).join(" and ")} are the same in names`,
      remedy: "read one of them in another environment",
    })),
  ];
}
