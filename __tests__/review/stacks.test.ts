import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { runHere } from "../command/run-here.ts";
import { copyRepository } from "../local/repository-copy.ts";
import { ALLOW_LIST, PRIMARY, STAGING } from "../stacks/fixtures.ts";
import { leaveStagingOnlyANetwork } from "./add-networks.ts";
import { withState } from "./synth-check/pull-request.ts";

const TWO = [PRIMARY, STAGING];
const WITH_NETWORK = [...TWO];

describe("npm run stacks", () => {
  const repositories = new Map<readonly MongodbToSnowflake[], string>();
  after(() => Promise.all([...repositories.values()].map((folder) => rm(folder, { recursive: true }))));

  async function stacks(environments: readonly MongodbToSnowflake[], ...args: string[]) {
    const repository = repositories.get(environments) ?? (await mkdtemp(join(tmpdir(), "clearwell stacks ")));
    if (!repositories.has(environments)) {
      await copyRepository(repository, ALLOW_LIST, environments);
      await runHere("functions/bundle.ts", [], { repository });
      if (environments === WITH_NETWORK) await leaveStagingOnlyANetwork(repository);
    }
    repositories.set(environments, repository);
    return runHere("review/stacks.ts", args, { repository });
  }

  it("lists them for a workflow", async () => {
    const { status, stdout } = await stacks(TWO);
    expect(status).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal([
      { stack: "production-us-west-2", environment: "production", region: "us-west-2", primary: true },
      { stack: "staging-us-west-2", environment: "staging", region: "us-west-2", primary: false },
    ]);
  });

  it("lists a network, and nothing else of an environment that no pipeline runs in", async () => {
    const { stdout } = await stacks(WITH_NETWORK);
    expect(JSON.parse(stdout).map(({ stack }: { readonly stack: string }) => stack)).to.deep.equal([
      "staging-us-west-2-network",
      "production-us-west-2",
    ]);
  });

  it("ends with 1 if a workflow would keep a state on its runner, and names every such stack", async () => {
    const { status, stdout, stderr } = await stacks(TWO, "--require-remote-state");
    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
    expect(stderr)
      .to.match(/^2 problems\n\nproduction-us-west-2\.state\n {2}problem: /)
      .and.include("staging-us-west-2.state")
      .and.match(/remedy: .*state: \{ bucket, region \}/);
  });

  it("accepts states in S3 and in HCP Terraform", async () => {
    const inHcp = TWO.map((environment) => ({ ...environment, state: { organization: "acme" } }));
    for (const environments of [TWO.map(withState), inHcp])
      expect((await stacks(environments, "--require-remote-state")).status).to.equal(0);
  });

  it("ends with 2 on an unknown option", async () => {
    const { status, stderr } = await stacks(TWO, "--remote");
    expect(status).to.equal(2);
    expect(stderr).to.include("unknown option");
  });
});
