import type { Problem } from "../../../contracts/problem.ts";
import { rule } from "../../checks/rule.ts";
import type { DatabaseSettings, MongodbToSnowflake } from "../settings.ts";

/** What the stack uses and does not create: secrets, certificates, keys, network, Snowflake's queue. */
export function checkReferences(environment: MongodbToSnowflake): Problem[] {
  return [
    ...Object.entries(environment.databases).flatMap(([database, settings]) =>
      checkDatabase(environment, `databases.${database}`, settings),
    ),
    ...checkKey(environment, "rawKeyArn", environment.rawKeyArn),
    ...checkNetwork(environment),
    ...checkQueue(environment),
  ];
}

function checkDatabase(environment: MongodbToSnowflake, where: string, settings: DatabaseSettings): Problem[] {
  const { secretArn, secretKeyArn, tls } = settings;
  return [
    ...checkSecret(environment, `${where}.secretArn`, secretArn),
    ...checkKey(environment, `${where}.secretKeyArn`, secretKeyArn),
    ...checkSecretsManager(`${where}.secretsManagerEndpoint`, settings),
    ...("certificateArn" in tls
      ? checkArn(environment, `${where}.tls.certificateArn`, tls.certificateArn, "dms", "cert:")
      : []),
  ];
}

/** A key's ARN, not an alias: rights are on keys. */
function checkKey({ account, region }: MongodbToSnowflake, where: string, arn: string | undefined): Problem[] {
  const start = `arn:aws:kms:${region}:${account}:key/`;
  return rule(
    arn === undefined || (arn.startsWith(start) && /^[a-z0-9-]{8,64}$/.test(arn.slice(start.length))),
    where,
    `"${arn}" is not the ARN of a key in the stack's region and account`,
    `use one that starts with ${start}`,
  );
}

/**
 * The role may read the secret with exactly this ARN. With a shortened one, DMS would be refused, and only when the task starts.
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/whats-in-a-secret.html
 */
function checkSecret(environment: MongodbToSnowflake, where: string, secretArn: string): Problem[] {
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
function checkSecretsManager(where: string, { secretsManagerEndpoint: endpoint }: DatabaseSettings): Problem[] {
  return rule(
    endpoint === undefined || /^(?=.{1,253}$)[a-z0-9-]{1,63}(\.[a-z0-9-]{1,63})+$/.test(endpoint),
    where,
    `"${endpoint}" is not a DNS name`,
    "write only the endpoint's DNS name in lower case, without `https://`, port and path",
  );
}

/** DMS accepts secrets and certificates of its own region and account only. */
function checkArn(
  environment: MongodbToSnowflake,
  where: string,
  arn: string,
  service: string,
  type: string,
): Problem[] {
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
function checkNetwork({ network: { securityGroupIds, subnetIds } }: MongodbToSnowflake): Problem[] {
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

/**
 * S3 notifies queues of its bucket's own region only. The account is Snowflake's.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/notification-how-to-event-types-and-destinations.html
 */
function checkQueue({ cleanBucket: { region, create }, snowpipeSqsArn: arn }: MongodbToSnowflake): Problem[] {
  if (arn === undefined) return [];
  return [
    ...rule(
      arn.startsWith(`arn:aws:sqs:${region}:`) && /^[^:]*(:[^:]*){3}:\d{12}:[A-Za-z0-9_-]{1,80}$/.test(arn),
      "snowpipeSqsArn",
      `"${arn}" is not a standard SQS queue in ${region}, where the CLEAN bucket is`,
      "use `notification_channel` of a pipe whose stage is the CLEAN bucket",
    ),
    ...rule(
      create,
      "snowpipeSqsArn",
      "the CLEAN bucket is managed elsewhere, and so is its notification of Snowpipe",
      "remove it, and add the queue where the bucket is managed; or set cleanBucket.create to true",
    ),
  ];
}
