import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { devNull, tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { stackName } from "../../stacks/names.ts";
import { PRIMARY, SECOND } from "../stacks/fixtures.ts";
import { type Resource, synth } from "../stacks/synth.ts";
import { runTerraform } from "./terraform.ts";

/** Where Terraform stops that has taken every argument of the backend, and has no credentials to go on with. */
const STOPS = "No valid credential sources found";

describe("the state in S3", () => {
  const remote = { ...SECOND, state: { bucket: "example-terraform-state", region: "eu-central-1" } };
  const backend = () => (synth(remote, [PRIMARY, remote]).terraform.backend as { readonly s3: Resource }).s3;

  it(`is where Terraform can read what ${stackName(remote)} says of it`, async () => {
    expect(await initialise(backend())).to.include(STOPS);
  });

  it("is not, with an argument that the backend does not have", async () => {
    const { use_lockfile: lock, ...others } = backend();
    expect(lock).to.equal(true);
    expect(await initialise({ ...others, use_lockfle: lock }))
      .to.include('No argument or block type is named "use_lockfle"')
      .and.not.include(STOPS);
  });

  it("is not, without a bucket", async () => {
    const { bucket, ...others } = backend();
    expect(bucket).to.equal("example-terraform-state");
    expect(await initialise({ ...others, bucket: "" }))
      .to.include("bucket")
      .and.not.include(STOPS);
  });
});

/** @returns What `terraform init` complains about. It reaches nobody: there are no credentials, of the user's own neither. */
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
