import type { Problem } from "../../../contracts/problem.ts";
import { checkKey, checkSecret } from "../../checks/check-used-arns.ts";
import type { MongodbToRedshift } from "../settings.ts";

/** What the stack uses and does not create: secrets and keys. */
export function checkReferences(environment: MongodbToRedshift): Problem[] {
  return [
    ...Object.entries(environment.databases).flatMap(([database, { secretArn, secretKeyArn }]) => [
      ...checkSecret(environment, `databases.${database}.secretArn`, secretArn),
      ...checkKey(environment, `databases.${database}.secretKeyArn`, secretKeyArn),
    ]),
    ...checkKey(environment, "lakeKeyArn", environment.lakeKeyArn),
  ];
}
