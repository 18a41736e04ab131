import type { Environment } from "./environment.ts";

/** An environment in a region, as far as names need it. */
export type Place = Pick<Environment, "environment" | "region">;

/** `production-us-west-2`: the stack of mongodb-to-snowflake, and the start of the id of every other stack. */
export function stackName({ environment, region }: Place): string {
  return `${environment}-${region}`;
}

/**
 * The environment of a stack of any pipeline. If the names of two fit (`a` in us-west-2, and `a-us-west-2-b` in us-east-1), it is the
 * longer one.
 * @param stack its id, which begins with the environment and the region
 */
export function placeOf<P extends Place>(stack: string, environments: readonly P[]): P | undefined {
  return environments
    .filter((each) => stack === stackName(each) || stack.startsWith(`${stackName(each)}-`))
    .toSorted((one, other) => stackName(other).length - stackName(one).length)[0];
}

/** Key of a stack's state, in the bucket of the environment's states. @param stack its id */
export function stateKey({ namePrefix }: Pick<Environment, "namePrefix">, stack: string): string {
  return `${namePrefix}/${stack}.tfstate`;
}

/** Name of an AWS resource: `clearwell-production-us-west-2-cleaner`. With the region, because a role's name is unique in the account. */
export function resourceName(environment: Environment, part: string): string {
  return `${environment.namePrefix}-${stackName(environment)}-${part}`;
}

/**
 * ARN of a role that a stack creates, known before the role exists: so a bucket policy can name the role while the role's policy
 * names the bucket.
 */
export function roleArn(environment: Environment, part: string): string {
  return `arn:aws:iam::${environment.account}:role/${resourceName(environment, part)}`;
}

/**
 * External id with which Snowflake assumes the roles of a stack: ours, so that a storage integration's is known before it exists. It is no
 * secret; the trust is in Snowflake's IAM user, which serves one Snowflake account only.
 * https://docs.snowflake.com/en/sql-reference/sql/create-storage-integration
 * @param stack its id
 */
export function externalId({ namePrefix }: Pick<Environment, "namePrefix">, stack: string): string {
  return `${namePrefix}-${stack}`;
}

/** ARN of a bucket. Followed by `/` and a key, it is the ARN of an object. */
export function bucketArn(bucketName: string): string {
  return `arn:aws:s3:::${bucketName}`;
}

/** Name of the log of an instance's replication tasks; DMS chooses it. */
export function replicationLogName(instanceName: string): string {
  return `dms-tasks-${instanceName}`;
}
