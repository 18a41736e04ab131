import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { copyCompany } from "../local/repository-copy.ts";
import { production, SOURCES } from "../stacks/snowflake-to-postgres/fixtures.ts";
import { added } from "./plan-review/plans.ts";
import { artifact, type FakeGithub, startFakeGithub } from "./reviewed-plans/fake-github.ts";
import { artifactOf, commitSynthesised, reviewed, synthesised } from "./reviewed-plans/synthesised-commit.ts";

const ID = "production-us-west-2-snowflake-to-postgres";

// A first deploy: the other modules need what these make, so Terraform could not plan them.
describe("npm run plans:reviewed, if only the network and the buckets could be planned", () => {
  let repository: string;
  let github: FakeGithub;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell-modules-"));
    await copyCompany(repository, SOURCES, [production()]);
    await commitSynthesised(repository);
    github = await startFakeGithub();
    for (const [at, stack] of ["production-us-west-2-network", `${ID}-buckets`].entries()) {
      github.artifacts[artifactOf(repository, stack)] = [artifact(at + 1)];
      github.zips[at + 1] = { ...synthesised(repository, stack), [`${stack}.json`]: Buffer.from(PLAN) };
    }
  });
  after(async () => {
    await github.close();
    await rm(repository, { recursive: true });
  });

  const run = (...args: string[]) => reviewed(repository, github, args);

  const PLAN = JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: [added("aws_s3_bucket.raw", {})],
  });

  it("shows both, and has jobs for what deploy.yml deploys itself", async () => {
    const { status, stdout, stderr } = await run("plans");
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    const stages = Object.values(JSON.parse(stdout) as Record<string, readonly { readonly stack: string }[]>);
    expect(stages.flat().map(({ stack }) => stack)).to.deep.equal(["production-us-west-2-network"]);
    expect(readdirSync(join(repository, "plans")).sort()).to.deep.equal([
      "production-us-west-2-network",
      `${ID}-buckets`,
    ]);
  });

  it("[I-37] has a job for the module that was planned", async () => {
    const { status, stdout } = await run("buckets", "--module", "buckets");
    expect(status).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal([
      { stack: `${ID}-buckets`, environment: "production", region: "us-west-2", run: "20", artifact: "2" },
    ]);
  });

  it("ends with 1 for a module that was not planned, and names no other", async () => {
    const { status, stdout, stderr } = await run("postgres", "--module", "postgres");
    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
    expect(stderr).to.include(`There is no reviewed plan of these files for ${ID}-postgres. `);
  });
});
