import type { Environment } from "./environment.ts";

/** The one CLEAN bucket that all stacks write to. */
export const CLEAN_BUCKET = "legion-clean-analytics";

/** The bucket notifies Snowpipe's queue, which must be in the bucket's region. */
export const CLEAN_BUCKET_REGION = "us-east-1";

/** `BucketFolder` of DMS: all rows in RAW are below it. */
export const RAW_FOLDER = "mongodb-data";

/** Another folder of the RAW bucket: the result of a replay for each object. Keys and codes, no rows. */
export const REPLAYS_FOLDER = "replays";

/** `production-us-west-2`. */
export function stackName({ environment, region }: Environment): string {
  return `${environment}-${region}`;
}

/** `legion-analytics-us-west-2-production`. Bucket names are global: if the name is taken, set the stamp suffix. */
export function rawBucketName({ environment, region, stampSuffix }: Environment): string {
  return `legion-analytics-${region}-${environment}${stampSuffix}`;
}

/** Where DMS puts the database's collections. The bucket's notification and the cleaner's rights are limited to it. */
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

/** Name of an AWS resource: `clearwell-production-us-west-2-cleaner`. With the region, because a role's name is unique in the account. */
export function resourceName(environment: Environment, part: string): string {
  return `clearwell-${stackName(environment)}-${part}`;
}

/** Name of the replication instance: `clearwell-production-us-west-2`. */
export function instanceName(environment: Environment): string {
  return `clearwell-${stackName(environment)}`;
}

/** Name of the replication task's log; DMS chooses it. */
export function replicationLogName(environment: Environment): string {
  return `dms-tasks-${instanceName(environment)}`;
}

/**
 * ARN of a role that the stack creates, known before the role exists: so a bucket policy can name the role while the role's
 * policy names the bucket.
 */
export function roleArn(environment: Environment, part: string): string {
  return `arn:aws:iam::${environment.account}:role/${resourceName(environment, part)}`;
}

/** ARN of a bucket. Followed by `/` and a key, it is the ARN of an object. */
export function bucketArn(bucketName: string): string {
  return `arn:aws:s3:::${bucketName}`;
}
