import type { Problem } from "../../../contracts/problem.ts";
import { checkDmsNetwork } from "../../checks/check-dms-network.ts";
import { checkSnowflakeQueue } from "../../checks/check-snowflake-queue.ts";
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

/** Only a bucket that is made here notifies Snowpipe from here. */
function checkQueue({ cleanBucket: { region, create }, snowpipeSqsArn: arn }: MongodbToSnowflake): Problem[] {
  if (arn === undefined) return [];
  const source = "a pipe whose stage is the CLEAN bucket";
  return [
    ...checkSnowflakeQueue("snowpipeSqsArn", arn, { bucket: "CLEAN bucket", region, source }),
    ...rule(
      create,
      "snowpipeSqsArn",
      "the CLEAN bucket is managed elsewhere, and so is its notification of Snowpipe",
      "remove it, and add the queue where the bucket is managed; or set cleanBucket.create to true",
    ),
  ];
}
