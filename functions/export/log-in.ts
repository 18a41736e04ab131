import { createPrivateKey } from "node:crypto";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { SqlApi } from "../shared/snowflake-sql-api/sql-api.ts";
import type { ExportEnvironment } from "./environment.ts";
import type { Export } from "./export.ts";
import { ExportError } from "./export-error.ts";

/**
 * Reads the private key. It is not kept: a key that is rotated is used at the next step.
 * @throws ExportError
 */
export async function logIn(
  { snowflake, privateKeyArn }: Pick<ExportEnvironment, "snowflake" | "privateKeyArn">,
  wait: Export["wait"],
): Promise<SqlApi> {
  const { account, user, role, warehouse, database, url } = snowflake;
  const privateKey = await readKey(privateKeyArn).catch((cause: unknown) => {
    throw new ExportError("SNOWFLAKE_KEY_UNREADABLE", { cause });
  });
  return new SqlApi({
    login: { account, user, privateKey },
    session: { role, warehouse, database },
    ...(url === undefined ? {} : { url }),
    now: () => Date.now(),
    wait,
  });
}

async function readKey(arn: string): Promise<string> {
  const { SecretString = "" } = await new SecretsManagerClient({}).send(new GetSecretValueCommand({ SecretId: arn }));
  createPrivateKey(SecretString);
  return SecretString;
}
