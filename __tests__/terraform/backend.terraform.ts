import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { stackName } from "../../stacks/names.ts";
import { PRIMARY, SECOND } from "../stacks/fixtures.ts";
import { type Resource, synth } from "../stacks/synth.ts";
import { runTerraform } from "./terraform.ts";

/** Terraform stops with this after it has accepted every argument of the backend, because it has no credentials. */
const NO_CREDENTIALS = "No valid credential sources found";

describe("the state in S3", () => {
  const remote = { ...SECOND, state: { bucket: "example-terraform-state", region: "eu-central-1" } };
  const backend = () => (synth(remote, [PRIMARY, remote]).terraform.backend as { readonly s3: Resource }).s3;

  it(`is configured with arguments that Terraform accepts: ${stackName(remote)}`, async () => {
    expect(await initialise(backend())).to.include(NO_CREDENTIALS);
  });

  it("is refused with an unknown argument of the backend", async () => {
    const { use_lockfile: lock, ...others } = backend();
    expect(lock).to.equal(true);
    expect(await initialise({ ...others, use_lockfle: lock }))
      .to.include('No argument or block type is named "use_lockfle"')
      .and.not.include(NO_CREDENTIALS);
  });

  it("is refused without a bucket", async () => {
    const { bucket, ...others } = backend();
    expect(bucket).to.equal("example-terraform-state");
    expect(await initialise({ ...others, bucket: "" }))
      .to.include("bucket")
      .and.not.include(NO_CREDENTIALS);
  });
});

/** @returns the error of `terraform init`. It calls no service: there are no credentials, not even the user's. */
async function initialise(s3: Resource): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), "clearwell backend "));
  const own = Object.keys(process.env).filter((name) => name.startsWith("AWS_"));
  const variables = {
    ...Object.fromEntries(own.map((name) => [name, undefined])),
    AWS_CONFIG_FILE: devNull,
    AWS_SHARED_CREDENTIALS_FILE: devNull,
    AWS_EC2_METADATA_DISABLED: "true",
  };
  try {
    writeFileSync(join(folder, "main.tf.json"), JSON.stringify({ terraform: { backend: { s3 } } }, undefined, 2));
    const { status, stderr } = await runTerraform(folder, ["init", "-no-color"], { variables });
    expect(status).to.equal(1);
    return stderr;
  } finally {
    rmSync(folder, { recursive: true });
  }
}
