import type { Problem } from "../../../contracts/problem.ts";
import { rule } from "../../checks/rule.ts";
import { databasesOf } from "../collections.ts";
import { idOf, rawBucketName } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_MAX_LENGTH = 63;

/** The settings from which the pipeline's own names are made: buckets, folder, databases. */
export function checkNames(environment: MongodbToSnowflake): Problem[] {
  const { cleanBucket, databases, rawBucket, rawFolder, stampSuffix } = environment;
  return [
    ...rule(
      /^(-?[a-z0-9]+)*$/.test(stampSuffix),
      "stampSuffix",
      `"${stampSuffix}" can't end a bucket's name`,
      "use lower-case letters, digits and single hyphens, or leave it empty",
    ),
    ...checkBucket("rawBucket", rawBucket),
    ...checkBucket("cleanBucket.name", cleanBucket.name),
    ...checkBucketLength(rawBucketName(environment)),
    ...checkFolder("rawFolder", rawFolder),
    ...Object.keys(databases).flatMap((name) => checkFolder(`databases.${name}`, name)),
    ...checkOthers(environment),
  ];
}

function checkBucket(where: string, name: string): Problem[] {
  return rule(
    /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/.test(name),
    where,
    `"${name}" can't be a bucket's name`,
    "use 3 to 63 lower-case letters, digits and hyphens, without a hyphen at either end",
  );
}

function checkFolder(where: string, name: string): Problem[] {
  return rule(
    /^[A-Za-z0-9_-]{1,63}$/.test(name),
    where,
    `"${name}" can't be a folder of the RAW bucket`,
    "use letters, digits, hyphens and underscores, at most 63",
  );
}

/** All databases but the first are in names, where DMS takes no capitals, no underscores and no two hyphens in a row. */
function checkOthers(environment: MongodbToSnowflake): Problem[] {
  const [, ...others] = databasesOf(environment);
  const ids = others.map(idOf);
  return others.flatMap((name, index) => [
    ...rule(
      /^[a-z0-9]+(-[a-z0-9]+)*$/.test(ids[index] as string) && name.length <= DATABASE_MAX_LENGTH,
      `databases.${name}`,
      `"${name}" can't be part of names`,
      `use up to ${DATABASE_MAX_LENGTH} letters, digits, single hyphens and underscores, or make it the firstDatabase`,
    ),
    ...rule(
      ids.indexOf(ids[index] as string) === index,
      `databases.${name}`,
      `in names it is the same as ${others[ids.indexOf(ids[index] as string)]}`,
      "replicate one of them in another environment",
    ),
  ]);
}

/** With a longer name, the names of its DMS resources and roles would exceed 64 characters. */
const DATABASE_MAX_LENGTH = 12;

function checkBucketLength(bucketName: string): Problem[] {
  return rule(
    bucketName.length <= BUCKET_MAX_LENGTH,
    "stampSuffix",
    `the RAW bucket's name has ${bucketName.length} characters, S3 allows ${BUCKET_MAX_LENGTH}: ${bucketName}`,
    "shorten the suffix or the environment's name",
  );
}
