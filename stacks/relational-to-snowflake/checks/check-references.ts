import type { Problem } from "../../../contracts/problem.ts";
import { checkCertificate, checkKey, checkSecret, checkSecretsManager } from "../../checks/check-used-arns.ts";
import type { RelationalToSnowflake } from "../settings.ts";

/** What the stack uses and does not create: secrets, certificates, keys. */
export function checkReferences(environment: RelationalToSnowflake): Problem[] {
  return [
    ...Object.entries(environment.databases).flatMap(([database, { tls, ...secret }]) => {
      const where = `databases.${database}`;
      return [
        ...checkSecret(environment, `${where}.secretArn`, secret.secretArn),
        ...checkKey(environment, `${where}.secretKeyArn`, secret.secretKeyArn),
        ...checkSecretsManager(`${where}.secretsManagerEndpoint`, secret.secretsManagerEndpoint),
        ...("certificateArn" in tls
          ? checkCertificate(environment, `${where}.tls.certificateArn`, tls.certificateArn)
          : []),
      ];
    }),
    ...checkKey(environment, "lakeKeyArn", environment.lakeKeyArn),
  ];
}
