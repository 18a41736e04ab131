import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { UserError } from "../../command/user-error.ts";
import type { Session } from "../session.ts";

/** Where the private key of a user is: a file or a secret of AWS, as PEM. */
export interface KeySource {
  /** The start of the names of the variables that say it. */
  readonly variables: "SNOWFLAKE_PRIVATE_KEY" | "DBT_PRIVATE_KEY";
  readonly path?: string;
  readonly secretArn?: string;
  /** Of an encrypted key. */
  readonly passphrase?: string;
}

/** The key, decrypted, as the driver takes it. @throws UserError if there is none or if it can't be read */
export async function privateKey(source: KeySource, aws: Session["aws"]): Promise<string> {
  const { passphrase } = source;
  const pem = await readPem(source, aws);
  try {
    const key = createPrivateKey({ key: pem, ...(passphrase === undefined ? {} : { passphrase }) });
    return key.export({ format: "pem", type: "pkcs8" }).toString();
  } catch (error) {
    throw new UserError(
      `Snowflake's private key is not a private key in PEM, or its passphrase is wrong (${source.variables}_PASSPHRASE).`,
      1,
      { cause: error },
    );
  }
}

async function readPem({ variables, path, secretArn }: KeySource, aws: Session["aws"]): Promise<string> {
  if (path !== undefined) return readKeyFile(variables, path);
  if (secretArn === undefined) {
    throw new UserError(
      `Set ${variables}_PATH to the file with the private key of ${USERS[variables]}, or ${variables}_SECRET_ARN to its secret in AWS.`,
      1,
    );
  }
  const region = secretArn.split(":")[3] ?? "";
  const { SecretString } = await aws(SecretsManagerClient, region).send(
    new GetSecretValueCommand({ SecretId: secretArn }),
  );
  if (SecretString === undefined)
    throw new UserError(`${secretArn} has no text: it must be the private key as PEM.`, 1);
  return SecretString;
}

const USERS = { SNOWFLAKE_PRIVATE_KEY: "the runner's user", DBT_PRIVATE_KEY: "dbt's user" };

function readKeyFile(variables: string, path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    throw new UserError(`${variables}_PATH: ${path} can't be read.`, 1, { cause: error });
  }
}
