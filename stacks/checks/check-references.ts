import type { Problem } from "../../contracts/problem.ts";
import type { Environment } from "../environment.ts";
import { checkRegion } from "./check-region.ts";
import { rule } from "./rule.ts";

/** What the stack uses and does not create: secret, certificate, network, Snowflake's queue, state. */
export function checkReferences(environment: Environment): Problem[] {
  const { mongodb, state } = environment;
  return [
    ...checkSecret(environment),
    ...checkSecretsManager(environment),
    ...("certificateArn" in mongodb.tls
      ? checkArn(environment, "mongodb.tls.certificateArn", mongodb.tls.certificateArn, "dms", "cert:")
      : []),
    ...checkNetwork(environment),
    ...checkQueue(environment.snowpipeSqsArn),
    ...(state === undefined ? [] : checkState(state)),
  ];
}

/**
 * The role may read the secret with exactly this ARN. With a shortened one, DMS would be refused, and only when the task starts.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
 */
function checkSecret(environment: Environment): Problem[] {
  const where = "mongodb.secretArn";
  const { secretArn } = environment.mongodb;
  const problems = checkArn(environment, where, secretArn, "secretsmanager", "secret:");
  if (problems.length > 0) return problems;
  return rule(
    /:secret:[^:]+-[A-Za-z0-9]{6}$/.test(secretArn),
    where,
    `"${secretArn}" does not end like an ARN of Secrets Manager`,
    "copy the whole ARN: it ends with a hyphen and six letters or digits after the name",
  );
}

/** Only a DNS name: it becomes part of a list of attributes in one text, where `;` and `=` would begin another attribute. */
function checkSecretsManager({ mongodb: { secretsManagerEndpoint: endpoint } }: Environment): Problem[] {
  return rule(
    endpoint === undefined || /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(endpoint),
    "mongodb.secretsManagerEndpoint",
    `"${endpoint}" is not a DNS name`,
    "write only the endpoint's DNS name in lower case, without `https://`, port and path",
  );
}

/** DMS accepts secrets and certificates of its own region and account only. */
function checkArn(environment: Environment, where: string, arn: string, service: string, type: string): Problem[] {
  const { account, region } = environment;
  const expected = `arn:aws:${service}:${region}:${account}:${type}`;
  return rule(
    arn.startsWith(expected) && arn.length > expected.length,
    where,
    `"${arn}" is not in the stack's region and account`,
    `use one that starts with ${expected}`,
  );
}

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReplicationInstance.VPC.html */
function checkNetwork({ network: { securityGroupIds, subnetIds } }: Environment): Problem[] {
  return [
    ...rule(
      new Set(subnetIds).size >= 2,
      "network.subnetIds",
      `${new Set(subnetIds).size} subnets, DMS needs 2`,
      "add one in another availability zone",
    ),
    ...rule(
      securityGroupIds.length > 0,
      "network.securityGroupIds",
      "no security group",
      "add one that lets DMS connect to MongoDB",
    ),
    ...checkIds("network.subnetIds", subnetIds, "subnet-"),
    ...checkIds("network.securityGroupIds", securityGroupIds, "sg-"),
  ];
}

function checkIds(where: string, ids: readonly string[], prefix: string): Problem[] {
  return ids.flatMap((id) =>
    rule(
      id.startsWith(prefix) && /^[0-9a-f]{8,17}$/.test(id.slice(prefix.length)),
      where,
      `"${id}" is not an id`,
      `write it as ${prefix}0123456789abcdef0`,
    ),
  );
}

function checkState({ bucket, region }: NonNullable<Environment["state"]>): Problem[] {
  return [
    ...rule(
      /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(bucket),
      "state.bucket",
      `"${bucket}" is not a bucket's name`,
      "write the name alone, without `s3://` and path",
    ),
    ...checkRegion("state.region", region),
  ];
}

/**
 * S3 notifies queues of its bucket's own region only, and the CLEAN bucket is in us-east-1. The account is Snowflake's.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
function checkQueue(arn: string | undefined): Problem[] {
  return rule(
    arn === undefined || /^arn:aws:sqs:us-east-1:\d{12}:[A-Za-z0-9_-]{1,80}$/.test(arn),
    "snowpipeSqsArn",
    `"${arn}" is not a standard SQS queue in us-east-1, where the CLEAN bucket is`,
    "use `notification_channel` of a pipe whose stage is the CLEAN bucket",
  );
}
