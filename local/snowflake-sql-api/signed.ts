import { createHash, createPublicKey, verify } from "node:crypto";

/** `ACCOUNT.USER`: an account's name has no period, so what follows the second one is a region. */
const SUBJECT = /^[A-Z0-9_-]+\.[A-Z_][A-Z0-9_$]*$/;

/**
 * Whether a request's token is signed by the key, names it and a user as Snowflake does, and is valid now.
 * https://docs.snowflake.com/en/developer-guide/sql-api/authenticating#using-key-pair-authentication
 */
export function isSigned(authorization: string | undefined, publicKey: string): boolean {
  const [head = "", claims = "", signature = ""] = authorization?.replace(/^Bearer /, "").split(".") ?? [];
  const key = createPublicKey(publicKey);
  if (!verify("sha256", Buffer.from(`${head}.${claims}`), key, Buffer.from(signature, "base64url"))) return false;
  const { iss = "", sub = "", iat = 0, exp = 0 } = JSON.parse(Buffer.from(claims, "base64url").toString()) as Claims;
  const der = key.export({ type: "spki", format: "der" });
  const now = Date.now() / 1000;
  const fingerprint = createHash("sha256").update(der).digest("base64");
  const isValid = iat <= now && now < exp && exp - iat <= 3600;
  return SUBJECT.test(sub) && iss === `${sub}.SHA256:${fingerprint}` && isValid;
}

interface Claims {
  readonly iss?: string;
  readonly sub?: string;
  readonly iat?: number;
  readonly exp?: number;
}
