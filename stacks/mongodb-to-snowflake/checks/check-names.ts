import type { Problem } from "../../../contracts/problem.ts";
import { checkBucketName } from "../../checks/check-bucket-name.ts";
import { rule } from "../../checks/rule.ts";
import { databasesOf } from "../collections.ts";
import { databaseResourceName, idOf, REPLAYS_FOLDER, rawBucketName } from "../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html */
const BUCKET_MAX_LENGTH = 63;

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_iam-quotas.html */
const ROLE_MAX_LENGTH = 64;

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
    ...checkBucketName("rawBucket", rawBucket),
    ...checkBucketName("cleanBucket.name", cleanBucket.name),
    ...checkBucketLength(rawBucketName(environment)),
    ...checkFolder("rawFolder", rawFolder),
    ...rule(
      rawFolder !== REPLAYS_FOLDER,
      "rawFolder",
      `"${rawFolder}" is the folder for the results of replays`,
      "use another name",
    ),
    ...Object.keys(databases).flatMap((name) => checkFolder(`databases.${name}`, name)),
    ...checkOthers(environment),
  ];
}

function checkFolder(where: string, name: string): Problem[] {
  return rule(
    /^[A-Za-z0-9_-]{1,63}$/.test(name),
    where,
    `"${name}" can't be a folder of the RAW bucket`,
    "use letters, digits, hyphens and underscores, at most 63",
  );
}

/**
 * All databases but the first are in names. DMS takes no capitals, no underscores and no two hyphens in a row, and Terraform no output
 * that begins with a digit.
 */
function checkOthers(environment: MongodbToSnowflake): Problem[] {
  const [, ...others] = databasesOf(environment);
  const ids = others.map(idOf);
  return others.flatMap((name, index) => {
    const where = `databases.${name}`;
    const sameId = others[ids.indexOf(idOf(name))];
    // The longest of the database's names: the others are those of DMS resources, which may have 255 characters.
    const role = databaseResourceName(environment, name, "dms-source");
    return [
      ...rule(
        /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(idOf(name)) && idOf(name) !== "of",
        where,
        `"${name}" can't be part of names`,
        "use letters, digits, single hyphens and underscores, a letter first; or make it the firstDatabase",
      ),
      ...rule(
        role.length <= ROLE_MAX_LENGTH,
        where,
        `its role's name has ${role.length} characters, IAM allows ${ROLE_MAX_LENGTH}: ${role}`,
        "make it the firstDatabase, or shorten the environment's name or namePrefix",
      ),
      ...rule(
        ids.indexOf(idOf(name)) === index,
        where,
        `in names it is the same as ${sameId}`,
        "replicate one of them in another environment",
      ),
    ];
  });
}

function checkBucketLength(bucketName: string): Problem[] {
  return rule(
    bucketName.length <= BUCKET_MAX_LENGTH,
    "stampSuffix",
    `the RAW bucket's name has ${bucketName.length} characters, S3 allows ${BUCKET_MAX_LENGTH}: ${bucketName}`,
    "shorten the suffix or the environment's name",
  );
}
