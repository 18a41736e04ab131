import { generateKeyPairSync } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type KeySource, privateKey } from "../../../ops/warehouse/private-key.ts";
import { clientsAt } from "../clients.ts";
import { startFakeAws } from "../fake-aws.ts";
import { NO_AWS } from "./world.ts";

/** Where it is, without the names of the variables. */
type Place = Omit<KeySource, "variables">;

describe("The private key of Snowflake's runner", () => {
  const { privateKey: key } = generateKeyPairSync("rsa", { modulusLength: 1024 });
  const plain = key.export({ format: "pem", type: "pkcs8" }).toString();
  const encrypted = key.export({ format: "pem", type: "pkcs8", cipher: "aes-256-cbc", passphrase: "open" }).toString();
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "clearwell-key-"));
  });
  afterEach(() => rmSync(folder, { recursive: true }));
  const inFile = (pem: string) => {
    const path = join(folder, "key.p8");
    writeFileSync(path, pem);
    return path;
  };
  const read = (place: Place, endpoint = NO_AWS) =>
    privateKey({ variables: "SNOWFLAKE_PRIVATE_KEY", ...place }, clientsAt(endpoint));
  const messageOf = (place: Place, variables: KeySource["variables"] = "SNOWFLAKE_PRIVATE_KEY") =>
    privateKey({ ...place, variables }, clientsAt(NO_AWS)).then(
      () => "",
      (error: Error) => error.message,
    );

  it("is read from a file, decrypted if it is encrypted", async () => {
    expect(await read({ path: inFile(plain) })).to.equal(plain);
    expect(await read({ path: inFile(encrypted), passphrase: "open" })).to.equal(plain);
  });

  it("is read from a secret, in the secret's region", async () => {
    const aws = await startFakeAws();
    aws.on("GetSecretValue", () => ({ SecretString: plain }));
    const secretArn = "arn:aws:secretsmanager:eu-west-1:111122223333:secret:runner-AbCdEf";
    try {
      expect(await read({ secretArn }, aws.endpoint)).to.equal(plain);
      expect(aws.calls[0]).to.deep.include({ operation: "GetSecretValue", region: "eu-west-1" });
      expect(aws.calls[0]?.input).to.deep.equal({ SecretId: secretArn });
    } finally {
      await aws.close();
    }
  });

  it("is missed with the names of the variables, without a word of a key", async () => {
    expect(await messageOf({}))
      .to.include("SNOWFLAKE_PRIVATE_KEY_PATH")
      .and.include("SNOWFLAKE_PRIVATE_KEY_SECRET_ARN");
    expect(await messageOf({}, "DBT_PRIVATE_KEY"))
      .to.include("DBT_PRIVATE_KEY_PATH")
      .and.include("dbt's user");
    expect(await messageOf({ path: join(folder, "nowhere.p8") })).to.include("nowhere.p8 can't be read");
    for (const source of [{ path: inFile("no key") }, { path: inFile(encrypted), passphrase: "wrong" }])
      expect(await messageOf(source))
        .to.include("SNOWFLAKE_PRIVATE_KEY_PASSPHRASE")
        .and.not.match(/no key|wrong\b.*wrong/);
  });
});
