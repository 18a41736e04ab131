import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { zipSync } from "fflate";
import { toEnvironment } from "../../functions/cleaner/environment.ts";
import { readDeployment } from "../../local/deployment.ts";
import { cleanerSettings } from "../../stacks/mongodb-to-snowflake/cleaner-settings.ts";
import { PRIMARY } from "../stacks/fixtures.ts";

const VARIABLES = toEnvironment(cleanerSettings(PRIMARY));
const CLEANER = { cleaner: { function_name: "cleaner", filename: "code.zip", environment: { variables: VARIABLES } } };
const OTHER_FUNCTION = { other: { function_name: "other", filename: "code.zip" } };

describe("The stack that npm start runs", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell-stacks-"));
  });
  afterEach(() => rm(folder, { recursive: true }));

  /** The stack that is read, or the message of the error. */
  async function read(stacks: Readonly<Record<string, object>>): Promise<string> {
    for (const [name, resource] of Object.entries(stacks)) {
      await mkdir(join(folder, "stacks", name), { recursive: true });
      await writeFile(join(folder, "stacks", name, "cdk.tf.json"), JSON.stringify({ resource }));
      await writeFile(join(folder, "stacks", name, "code.zip"), zipSync({ "index.mjs": new Uint8Array() }));
    }
    return readDeployment(folder).then(
      ({ stack }) => stack,
      (error: Error) => error.message,
    );
  }

  it("is the one that owns the CLEAN bucket", async () => {
    const owner = { aws_lambda_function: CLEANER, aws_s3_bucket: { clean: { bucket: PRIMARY.cleanBucket.name } } };
    expect(await read({ "a-region": { aws_lambda_function: CLEANER }, "b-region": owner })).to.equal("b-region");
  });

  it("is the first with a cleaner if no stack owns the CLEAN bucket", async () => {
    const bucket = { aws_s3_bucket: { raw: { bucket: "raw" } } };
    const stacks = {
      "a-region": { aws_lambda_function: OTHER_FUNCTION, ...bucket },
      "b-region": { aws_lambda_function: { ...OTHER_FUNCTION, ...CLEANER }, ...bucket },
      "c-region": { aws_lambda_function: CLEANER },
    };
    expect(await read(stacks)).to.equal("b-region");
  });

  it("is none if all cleaners are switched off, and the message says so", async () => {
    expect(await read({ "a-region": {} })).to.equal(
      "No stack has the cleaner: `deployDms` in environments/ must be true for at least one stack of mongodb-to-snowflake.",
    );
  });
});
