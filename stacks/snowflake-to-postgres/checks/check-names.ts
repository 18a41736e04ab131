import type { Problem } from "../../../contracts/problem.ts";
import { checkBucketName } from "../../checks/check-bucket-name.ts";
import { duplicates } from "../../checks/duplicates.ts";
import { rule } from "../../checks/rule.ts";
import { otherBucketNames, rawBucketName, tableStreamName } from "../names.ts";
import type { SnowflakeToPostgres } from "../settings.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_MAX_LENGTH = 63;

/** Of a delivery stream. https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html */
const STREAM_MAX_LENGTH = 64;

/** The settings from which the pipeline's own names are made: buckets, streamed tables. */
export function checkNames(environment: SnowflakeToPostgres): Problem[] {
  const { buckets, cleanBucket, stream } = environment;
  const names = [rawBucketName(environment), ...otherBucketNames(environment)];
  return [
    ...rule(
      /^(-?[a-z0-9]+)*$/.test(buckets.suffix),
      "buckets.suffix",
      `"${buckets.suffix}" can't end a bucket's name`,
      "use lower-case letters, digits and single hyphens, or leave it empty",
    ),
    ...checkBucketName("buckets.raw", buckets.raw),
    ...checkBucketName("buckets.clean", buckets.clean),
    ...buckets.more.flatMap((name, index) => checkBucketName(`buckets.more[${index}]`, name)),
    ...names.flatMap((name) =>
      rule(
        name.length <= BUCKET_MAX_LENGTH,
        "buckets",
        `the bucket's name has ${name.length} characters, S3 allows ${BUCKET_MAX_LENGTH}: ${name}`,
        "shorten it, or the suffix",
      ),
    ),
    ...duplicates([...names, cleanBucket.name], (name) => name).map((name) => ({
      where: "buckets",
      problem: `two buckets have the name ${name}`,
      remedy: "give one of them another name",
    })),
    ...stream.tables.flatMap((table) => {
      const name = tableStreamName(environment, table);
      return rule(
        name.length <= STREAM_MAX_LENGTH,
        "stream.tables",
        `the stream of ${table} has ${name.length} characters in its name, ${STREAM_MAX_LENGTH} are allowed: ${name}`,
        "shorten the environment's name or namePrefix, or leave the table out",
      );
    }),
  ];
}
