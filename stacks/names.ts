import type { Environment } from "./environment.ts";

/** The one CLEAN bucket that all stacks write to. */
export const CLEAN_BUCKET = "legion-clean-analytics";

/** Snowpipe's queue, which the bucket notifies, must be in the bucket's region. */
export const CLEAN_BUCKET_REGION = "us-east-1";

/** `BucketFolder` of DMS: everything in RAW lies below it. */
export const RAW_FOLDER = "mongodb-data";

/** Beside it, in the same bucket: what a replay did to each object. Keys and codes, no rows. */
export const REPLAYS_FOLDER = "replays";

/** `production-us-west-2`. */
export function stackName({ environment, region }: Environment): string {
  return `${environment}-${region}`;
}

/** `legion-analytics-us-west-2-production`. Bucket names are global: the stamp suffix is for where it is taken. */
export function rawBucketName({ environment, region, stampSuffix }: Environment): string {
  return `legion-analytics-${region}-${environment}${stampSuffix}`;
}

/** Where DMS puts the database's collections. The notification and the cleaner's rights end at it. */
export function rawPrefix({ mongodb }: Environment): string {
  return `${RAW_FOLDER}/${mongodb.database}/`;
}

/** The objects of one collection: `mongodb-data/legion/audit/`. */
export function collectionPrefix(environment: Environment, collection: string): string {
  return `${rawPrefix(environment)}${collection}/`;
}

/** The stack's own part of the CLEAN bucket: `production-us-west-2/clean/`. */
export function cleanPrefix(environment: Environment): string {
  return `${stackName(environment)}/clean/`;
}

/** Key of a stack's state, in the bucket of the environment's states. @param stack its id */
export function stateKey(stack: string): string {
  return `clearwell/${stack}.tfstate`;
}

/** Name of an AWS resource, unique in the account, for roles are global: `clearwell-production-us-west-2-cleaner`. */
export function resourceName(environment: Environment, part: string): string {
  return `clearwell-${stackName(environment)}-${part}`;
}

/** Name of the replication instance: `clearwell-production-us-west-2`. */
export function instanceName(environment: Environment): string {
  return `clearwell-${stackName(environment)}`;
}

/** The log of the replication task; DMS picks the name. */
export function replicationLogName(environment: Environment): string {
  return `dms-tasks-${instanceName(environment)}`;
}

/**
 * ARN of a role that this stack makes, known before the role exists: a bucket policy can name it while the role's own
 * policy names the bucket.
 */
export function roleArn(environment: Environment, part: string): string {
  return `arn:aws:iam::${environment.account}:role/${resourceName(environment, part)}`;
}

/** ARN of a bucket, or with `/` and a key of what is in it. */
export function bucketArn(bucketName: string): string {
  return `arn:aws:s3:::${bucketName}`;
}
