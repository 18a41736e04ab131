import { createHash, createPrivateKey, createPublicKey, sign } from "node:crypto";

/** Who logs in with a key pair. */
export interface KeyPairLogin {
  /** `<organization>-<account>` */
  readonly account: string;
  readonly user: string;
  /** PEM, not encrypted. */
  readonly privateKey: string;
}

/** Snowflake takes a token for an hour at most. */
const SECONDS = 3600;

/**
 * A token with which Snowflake takes requests for an hour from its time.
 * https://docs.snowflake.com/en/developer-guide/sql-api/authenticating#using-key-pair-authentication
 * @param now milliseconds since 1970
 * @throws Error if the key can't be read
 */
export function loginToken({ account, user, privateKey }: KeyPairLogin, now: number): string {
  const key = createPrivateKey(privateKey);
  const publicKey = createPublicKey(key).export({ type: "spki", format: "der" });
  const fingerprint = createHash("sha256").update(publicKey).digest("base64");
  const subject = `${account.replaceAll(".", "-")}.${user}`.toUpperCase();
  const issued = Math.floor(now / 1000);
  const claims = { iss: `${subject}.SHA256:${fingerprint}`, sub: subject, iat: issued, exp: issued + SECONDS };
  const signed = [{ alg: "RS256", typ: "JWT" }, claims].map(encoded).join(".");
  return `${signed}.${sign("sha256", Buffer.from(signed), key).toString("base64url")}`;
}

function encoded(part: object): string {
  return Buffer.from(JSON.stringify(part)).toString("base64url");
}
