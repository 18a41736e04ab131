import type { Problem } from "../../../contracts/problem.ts";
import { checkSnowflakeQueue } from "../../checks/check-snowflake-queue.ts";
import { checkCertificate, checkKey, checkSecret, checkSecretsManager } from "../../checks/check-used-arns.ts";
import { rule } from "../../checks/rule.ts";
import type { RelationalToSnowflake } from "../settings.ts";

/** What the stack uses and does not create: secrets, certificates, keys. */
export function checkReferences(environment: RelationalToSnowflake): Problem[] {
  return [
    ...Object.entries(environment.databases).flatMap(([database, { tls, catalogSecret, ...secret }]) => {
      const where = `databases.${database}`;
      return [
        ...checkSecret(environment, `${where}.secretArn`, secret.secretArn),
        ...checkKey(environment, `${where}.secretKeyArn`, secret.secretKeyArn),
        ...checkSecret(environment, `${where}.catalogSecret.secretArn`, catalogSecret.secretArn),
        ...checkKey(environment, `${where}.catalogSecret.secretKeyArn`, catalogSecret.secretKeyArn),
        // The same secret would have DMS's rights, which read rows.
        ...rule(
          catalogSecret.secretArn !== secret.secretArn,
          `${where}.catalogSecret.secretArn`,
          "it is the secret of DMS, whose user may read rows",
          "make a login that may not: docs/sources.md",
        ),
        ...checkSecretsManager(`${where}.secretsManagerEndpoint`, secret.secretsManagerEndpoint),
        ...("certificateArn" in tls
          ? checkCertificate(environment, `${where}.tls.certificateArn`, tls.certificateArn)
          : []),
      ];
    }),
    ...checkKey(environment, "lakeKeyArn", environment.lakeKeyArn),
    ...checkQueue(environment),
  ];
}

function checkQueue({ refresh, region }: RelationalToSnowflake): Problem[] {
  if (refresh === "dbt") return [];
  const source = "an external table: ops warehouse check says it";
  return checkSnowflakeQueue("refresh.queueArn", refresh.queueArn, { bucket: "lake", region, source });
}
