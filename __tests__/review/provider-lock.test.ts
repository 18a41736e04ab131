import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import bindings from "@cdktf/provider-aws/package.json" with { type: "json" };
import { expect } from "chai";
import { runHere } from "../command/run-here.ts";
import { copyRepository } from "../local/repository-copy.ts";
import { ALLOW_LIST } from "../stacks/fixtures.ts";

/** A fake terraform on the PATH: it writes its arguments into the lock file, and exits with the given status. */
const TERRAFORM = `#!/usr/bin/env node
import { readFileSync, writeFileSync } from "node:fs";
const asked = { args: process.argv.slice(2), config: JSON.parse(readFileSync("main.tf.json", "utf8")) };
writeFileSync(".terraform.lock.hcl", JSON.stringify(asked));
process.exit(Number(process.env.TERRAFORM_STATUS));
`;

describe("npm run provider:lock", () => {
  let repository: string;
  const lock = () => join(repository, "stacks/.terraform.lock.hcl");

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell lock "));
    await copyRepository(repository, ALLOW_LIST);
    await mkdir(join(repository, "bin"));
    await mkdir(join(repository, "empty"));
    await writeFile(join(repository, "bin/terraform"), TERRAFORM, { mode: 0o755 });
    await runHere("functions/bundle.ts", [], { repository });
  });
  after(() => rm(repository, { recursive: true }));
  afterEach(() => rm(lock(), { force: true }));

  function run(
    args: readonly string[],
    { status = 0, path = `${join(repository, "bin")}${delimiter}${process.env.PATH}` },
  ) {
    return runHere("review/provider-lock.ts", args, {
      repository,
      env: { PATH: path, TERRAFORM_STATUS: String(status) },
    });
  }

  it("lets Terraform write the hashes of exactly the stacks' provider, for the usual platforms", async () => {
    expect(await run([], {})).to.deep.equal({ status: 0, stdout: `${lock()}\n`, stderr: "" });
    const { args, config } = JSON.parse(readFileSync(lock(), "utf8"));
    expect(args).to.deep.equal([
      "providers",
      "lock",
      "-no-color",
      ...["linux_amd64", "linux_arm64", "darwin_amd64", "darwin_arm64", "windows_amd64"].map((it) => `-platform=${it}`),
    ]);
    expect(config).to.deep.equal({
      terraform: { required_providers: { aws: { source: "aws", version: bindings.cdktf.provider.version } } },
    });
  });

  it("accepts other platforms", async () => {
    expect((await run(["--platform", "linux_amd64", "freebsd_amd64"], {})).status).to.equal(0);
    expect(JSON.parse(readFileSync(lock(), "utf8")).args.slice(3)).to.deep.equal([
      "-platform=linux_amd64",
      "-platform=freebsd_amd64",
    ]);
  });

  it("ends with 1, without a stack trace and without a lock file, if Terraform fails or is not installed", async () => {
    for (const mistake of [{ status: 1 }, { path: join(repository, "empty") }]) {
      const { status, stdout, stderr } = await run([], mistake);
      expect({ status, stdout, written: existsSync(lock()) }).to.deep.equal({ status: 1, stdout: "", written: false });
      expect(stderr)
        .to.match(/Terraform could not download the provider|terraform is not installed/)
        .and.not.match(/^\s+at /m);
    }
  });
});
