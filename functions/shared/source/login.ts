import { GetSecretValueCommand, SecretsManagerClient } from "@aws-sdk/client-secrets-manager";
import { kindOf } from "../error-kind.ts";
import { Unreachable } from "./unreachable.ts";

/** How to log in to a source. */
export interface Login {
  readonly host: string;
  readonly port: number;
  readonly username: string;
  readonly password: string;
  /** PEM. Absent: the certificates that Node trusts, which in Lambda include Amazon's. */
  readonly ca?: string;
}

/** Where the login of a source is kept. */
interface LoginSecret {
  readonly secretArn: string;
  /** DNS name of the endpoint to Secrets Manager, if it has no private DNS. */
  readonly secretsManagerEndpoint?: string;
}

export type ReadLogin = (secret: LoginSecret) => Promise<Login>;

/** Milliseconds. The whole function has less than a minute. */
const TIMEOUTS = { connectionTimeout: 5_000, requestTimeout: 5_000 };

/**
 * Reads a login from Secrets Manager.
 * @throws Unreachable without a word of the secret
 */
export const readLogin: ReadLogin = async ({ secretArn, secretsManagerEndpoint: endpoint }) => {
  const client = new SecretsManagerClient({
    requestHandler: TIMEOUTS,
    ...(endpoint === undefined ? {} : { endpoint: `https://${endpoint}` }),
  });
  try {
    const { SecretString = "" } = await client.send(new GetSecretValueCommand({ SecretId: secretArn }));
    return parseLogin(SecretString);
  } catch (error) {
    if (error instanceof Unreachable) throw error;
    throw new Unreachable(`its secret can't be read: ${kindOf(error)}`, { cause: error });
  }
};

/** @throws Unreachable that names what is missing */
export function parseLogin(secret: string): Login {
  const { username, password, host, port, ca } = parse(secret);
  const missing = Object.entries({ username, password, host, port }).filter(
    ([, value]) => !["string", "number"].includes(typeof value) || value === "",
  );
  if (missing.length > 0) throw new Unreachable(`its secret has no ${missing.map(([name]) => name).join(", ")}`);
  const login = { host: String(host), port: Number(port), username: String(username), password: String(password) };
  return typeof ca === "string" && ca !== "" ? { ...login, ca } : login;
}

function parse(secret: string): Readonly<Record<string, unknown>> {
  try {
    const parsed: unknown = JSON.parse(secret);
    if (typeof parsed === "object" && parsed !== null) return parsed as Record<string, unknown>;
  } catch {
    // The error would quote the secret.
  }
  throw new Unreachable("its secret is not a JSON object");
}
