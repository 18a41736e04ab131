import type { Problem } from "../../../contracts/problem.ts";
import { checkDmsNetwork } from "../../checks/check-dms-network.ts";
import { checkCertificate, checkKey, checkSecret, checkSecretsManager } from "../../checks/check-used-arns.ts";
import { rule } from "../../checks/rule.ts";
import type { DatabaseSettings, MongodbToSnowflake } from "../settings.ts";

/** What the stack uses and does not create: secrets, certificates, keys, network, Snowflake's queue. */
export function checkReferences(environment: MongodbToSnowflake): Problem[] {
  return [
    ...Object.entries(environment.databases).flatMap(([database, settings]) =>
      checkDatabase(environment, `databases.${database}`, settings),
    ),
    ...checkKey(environment, "rawKeyArn", environment.rawKeyArn),
    ...checkDmsNetwork("network", environment.network, "MongoDB"),
    ...checkQueue(environment),
  ];
}

function checkDatabase(environment: MongodbToSnowflake, where: string, settings: DatabaseSettings): Problem[] {
  const { secretArn, secretKeyArn, tls } = settings;
  return [
    ...checkSecret(environment, `${where}.secretArn`, secretArn),
    ...checkKey(environment, `${where}.secretKeyArn`, secretKeyArn),
    ...checkSecretsManager(`${where}.secretsManagerEndpoint`, settings.secretsManagerEndpoint),
    ...("certificateArn" in tls
      ? checkCertificate(environment, `${where}.tls.certificateArn`, tls.certificateArn)
      : []),
  ];
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
