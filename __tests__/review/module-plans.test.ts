import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, statSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runHere } from "../command/run-here.ts";
import { copyCompany } from "../local/repository-copy.ts";
import { production, SOURCES } from "../stacks/snowflake-to-postgres/fixtures.ts";
import { added } from "./plan-review/plans.ts";
import { artifact, type FakeGithub, startFakeGithub } from "./reviewed-plans/fake-github.ts";

const ID = "production-us-west-2-snowflake-to-postgres";

// A first deploy: the other modules need what these make, so Terraform could not plan them.
describe("npm run plans:reviewed, if only the network and the buckets could be planned", () => {
  let repository: string;
  let github: FakeGithub;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell-modules-"));
    await copyCompany(repository, SOURCES, [production()]);
    for (const script of ["functions/bundle.ts", "main.ts"])
      await runHere(script, [], { repository, env: { CDKTF_OUTDIR: join(repository, "cdktf.out") } });
    git("init", "-q");
    git("add", "main.ts");
    git("-c", "user.name=it", "-c", "user.email=it@example.com", "commit", "-q", "-m", "it");
    github = await startFakeGithub();
    for (const [at, stack] of ["production-us-west-2-network", `${ID}-buckets`].entries()) {
      github.artifacts[`plan-${stack}-${git("rev-parse", "HEAD^{tree}").trim()}`] = [artifact(at + 1)];
      github.zips[at + 1] = { ...synthesised(stack), [`${stack}.json`]: Buffer.from(PLAN) };
    }
  });
  after(async () => {
    await github.close();
    await rm(repository, { recursive: true });
  });

  const PLAN = JSON.stringify({
    format_version: "1.2",
    terraform_version: "1.11.4",
    resource_changes: [added("aws_s3_bucket.raw", {})],
  });

  it("shows both, and has jobs for what deploy.yml deploys itself", async () => {
    const { status, stdout, stderr } = await reviewed("plans");
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    const stages = Object.values(JSON.parse(stdout) as Record<string, readonly { readonly stack: string }[]>);
    expect(stages.flat().map(({ stack }) => stack)).to.deep.equal(["production-us-west-2-network"]);
    expect(readdirSync(join(repository, "plans")).sort()).to.deep.equal([
      "production-us-west-2-network",
      `${ID}-buckets`,
    ]);
  });

  it("[I-37] has a job for the module that was planned", async () => {
    const { status, stdout } = await reviewed("buckets", "--module", "buckets");
    expect(status).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal([
      { stack: `${ID}-buckets`, environment: "production", region: "us-west-2", run: "20", artifact: "2" },
    ]);
  });

  it("ends with 1 for a module that was not planned, and names no other", async () => {
    const { status, stdout, stderr } = await reviewed("postgres", "--module", "postgres");
    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
    expect(stderr).to.include(`There is no reviewed plan of these files for ${ID}-postgres. `);
  });

  const git = (...args: string[]) => spawnSync("git", args, { cwd: repository, encoding: "utf8" }).stdout;

  function synthesised(stack: string): Record<string, Uint8Array> {
    const folder = join(repository, "cdktf.out/stacks", stack);
    const paths = readdirSync(folder, { recursive: true, encoding: "utf8" });
    const files = paths.filter((path) => statSync(join(folder, path)).isFile());
    return Object.fromEntries(files.map((path) => [path, readFileSync(join(folder, path))]));
  }

  function reviewed(...args: string[]) {
    const { apiUrl, repository: name, repositoryId, token } = github.run;
    const variables = { GITHUB_API_URL: apiUrl, GITHUB_REPOSITORY: name, GITHUB_REPOSITORY_ID: repositoryId };
    const env = { ...variables, GH_TOKEN: token };
    return runHere("review/reviewed-plans.ts", args, { repository, calledFrom: repository, env });
  }
});
