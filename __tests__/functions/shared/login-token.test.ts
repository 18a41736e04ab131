import { generateKeyPairSync, sign } from "node:crypto";
import { expect } from "chai";
import { loginToken } from "../../../functions/shared/snowflake-sql-api/login-token.ts";
import { isSigned } from "../../../local/snowflake-sql-api/signed.ts";

const { privateKey, publicKey } = keyPair();
const LOGIN = { account: "myorg-my_account", user: "clearwell_exporter", privateKey };

describe("The token of a login to Snowflake", () => {
  const token = (login: Partial<typeof LOGIN> = {}, now = Date.now()) => loginToken({ ...LOGIN, ...login }, now);

  it("names account and user in upper case", () => {
    const now = 1_790_000_000_500;
    const { iss, ...claims } = claimsOf(token({}, now));
    const sub = "MYORG-MY_ACCOUNT.CLEARWELL_EXPORTER";
    expect(claims).to.deep.equal({ sub, iat: 1_790_000_000, exp: 1_790_003_600 });
    expect(iss).to.match(/^MYORG-MY_ACCOUNT\.CLEARWELL_EXPORTER\.SHA256:[\w+/]{43}=$/);
  });

  it("is taken with the key that signed it, for an hour", () => {
    expect(isSigned(`Bearer ${token()}`, publicKey)).to.equal(true);
    expect(isSigned(`Bearer ${token({}, Date.now() - 3_601_000)}`, publicKey), "an hour later").to.equal(false);
    expect(isSigned(`Bearer ${token()}`, keyPair().publicKey), "another key").to.equal(false);
  });

  it("is not taken with another subject, even if it is signed", () => {
    const claims = claimsOf(token());
    const named = (subject: string) =>
      signedToken({ ...claims, sub: subject, iss: String(claims.iss).replace(String(claims.sub), subject) });
    expect(isSigned(named("MYORG-MY_ACCOUNT.CLEARWELL_EXPORTER"), publicKey)).to.equal(true);
    for (const subject of ["myorg-my_account.clearwell_exporter", "XY12345.US-WEST-2.CLEARWELL_EXPORTER", "MYORG"])
      expect(isSigned(named(subject), publicKey), subject).to.equal(false);
  });
});

function keyPair() {
  return generateKeyPairSync("rsa", {
    modulusLength: 2048,
    publicKeyEncoding: { type: "spki", format: "pem" },
    privateKeyEncoding: { type: "pkcs8", format: "pem" },
  });
}

function claimsOf(token: string): Record<string, unknown> {
  return JSON.parse(Buffer.from(token.split(".")[1] ?? "", "base64url").toString()) as Record<string, unknown>;
}

function signedToken(claims: object): string {
  const signed = [{ alg: "RS256" }, claims]
    .map((part) => Buffer.from(JSON.stringify(part)).toString("base64url"))
    .join(".");
  return `${signed}.${sign("sha256", Buffer.from(signed), privateKey).toString("base64url")}`;
}
