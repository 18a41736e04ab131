import type { Problem } from "../../../contracts/problem.ts";
import type { Sources } from "../../../contracts/source.ts";
import { namePart } from "../../../contracts/stream-names.ts";
import { checkBucketName } from "../../checks/check-bucket-name.ts";
import { rule } from "../../checks/rule.ts";
import { producerName, streamBucketName, tableResourceName } from "../names.ts";
import type { MysqlToSnowflake } from "../settings.ts";
import { databasesOf, tablesIn } from "../tables.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_MAX_LENGTH = 63;

/** Of a delivery stream, a schedule and a function. https://docs.aws.amazon.com/firehose/latest/APIReference/API_CreateDeliveryStream.html */
const NAME_MAX_LENGTH = 64;

/** The settings from which the pipeline's own names are made: bucket, databases, tables. */
export function checkNames(environment: MysqlToSnowflake, sources: Sources): Problem[] {
  const { stampSuffix, streamBucket } = environment;
  const bucket = streamBucketName(environment);
  const tables = tablesIn(environment, sources);
  return [
    ...rule(
      /^(-?[a-z0-9]+)*$/.test(stampSuffix),
      "stampSuffix",
      `"${stampSuffix}" can't end a bucket's name`,
      "use lower-case letters, digits and single hyphens, or leave it empty",
    ),
    ...checkBucketName("streamBucket", streamBucket),
    ...rule(
      bucket.length <= BUCKET_MAX_LENGTH,
      "streamBucket",
      `the bucket's name has ${bucket.length} characters, S3 allows ${BUCKET_MAX_LENGTH}: ${bucket}`,
      "shorten it, the suffix or the environment's name",
    ),
    ...databasesOf(environment).flatMap((name) => [
      ...checkPart(`databases.${name}`, name),
      ...checkLength(`databases.${name}`, producerName(environment, name)),
    ]),
    ...tables.flatMap(({ database, table }) => [
      ...checkPart(`databases.${database}, table ${table}`, table),
      ...checkLength(`databases.${database}, table ${table}`, tableResourceName(environment, database, table)),
    ]),
  ];
}

/** A letter first, because it begins the id of a construct and of a metric. */
function checkPart(where: string, name: string): Problem[] {
  return rule(
    /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(namePart(name)),
    where,
    `"${name}" can't be part of names`,
    "use letters, digits, single hyphens and underscores, a letter first",
  );
}

function checkLength(where: string, name: string): Problem[] {
  return rule(
    name.length <= NAME_MAX_LENGTH,
    where,
    `its name in AWS has ${name.length} characters, of which ${NAME_MAX_LENGTH} are allowed: ${name}`,
    "shorten the environment's name or namePrefix, or read the table in another way: relational-to-snowflake",
  );
}
