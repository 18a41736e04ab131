import { existsSync, readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { copyRepository } from "../local/repository-copy.ts";
import { ALLOW_LIST, PRIMARY, SECOND, STAGING } from "../stacks/fixtures.ts";
import { leaveStagingOnlyANetwork } from "./add-networks.ts";
import { artifact, type FakeGithub, startFakeGithub } from "./reviewed-plans/fake-github.ts";
import { artifactOf, commitSynthesised, reviewed, synthesised } from "./reviewed-plans/synthesised-commit.ts";

const PLAN = JSON.stringify({ format_version: "1.2", terraform_version: "1.11.4", resource_changes: [] });

describe("npm run plans:reviewed", () => {
  const stacks = ["production-us-west-2", "production-us-east-1", "staging-us-west-2-network"];
  let repository: string;
  let github: FakeGithub;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell reviewed "));
    await copyRepository(repository, ALLOW_LIST, [PRIMARY, SECOND, STAGING]);
    await leaveStagingOnlyANetwork(repository);
    await commitSynthesised(repository);
  });
  after(() => rm(repository, { recursive: true }));
  beforeEach(async () => {
    github = await startFakeGithub();
    for (const [at, stack] of stacks.entries()) {
      github.artifacts[artifactOf(repository, stack)] = [artifact(at + 1)];
      github.zips[at + 1] = { ...synthesised(repository, stack), [`${stack}.json`]: Buffer.from(PLAN) };
    }
  });
  afterEach(() => github.close());

  const run = (...args: string[]) => reviewed(repository, github, args);

  it("prints the jobs of each stage, and writes the files for the review into a folder for each stack", async () => {
    const { status, stdout, stderr } = await run("plans");
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    const job = (stack: string, environment: string, id: number) => ({
      stack,
      environment,
      region: stack.replace(`${environment}-`, "").replace("-network", ""),
      run: String(id * 10),
      artifact: String(id),
    });
    expect(JSON.parse(stdout)).to.deep.equal({
      first: [job("staging-us-west-2-network", "staging", 3)],
      second: [job("production-us-west-2", "production", 1)],
      third: [job("production-us-east-1", "production", 2)],
      fourth: [],
      fifth: [],
    });
    for (const stack of stacks)
      expect(readdirSync(join(repository, "plans", stack)).sort()).to.deep.equal(
        ["contracts.json", "cdk.tf.json", `${stack}.json`].sort(),
      );
  });

  it("prints one matrix with --module, and [] if no environment has the module, or its plans change nothing", async () => {
    const { status, stdout, stderr } = await run("plans", "--module", "sync");
    expect({ status, stdout, stderr }).to.deep.equal({ status: 0, stdout: "[]\n", stderr: "" });
  });

  it("ends with a message, and no stack trace, if there is no such module", async () => {
    const { status, stdout, stderr } = await run("plans", "--module", "snyc");
    expect({ status, stdout }).to.deep.equal({ status: 2, stdout: "" });
    expect(stderr)
      .to.include('There is no module "snyc": write one of buckets, postgres')
      .and.not.match(/^\s+at /m);
  });

  it("ends with 1 if a plan was made of other files than those synthesised here", async () => {
    github.zips[2] = { ...github.zips[2], "contracts.json": Buffer.from('{"tickets":{"state":true}}') };
    const { status, stdout, stderr } = await run("other");
    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
    expect(stderr).to.match(/^There is no reviewed plan of these files for production-us-east-1\. .*\n$/);
    expect(existsSync(join(repository, "other"))).to.equal(false);
  });

  it("ends with 2, and no stack trace, without a folder", async () => {
    const { status, stderr } = await run();
    expect(status).to.equal(2);
    expect(stderr)
      .to.include("missing required argument 'folder'")
      .and.not.match(/^\s+at /m);
  });
});
