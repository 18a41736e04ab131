import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runHere } from "../command/run-here.ts";
import { copyRepository } from "../local/repository-copy.ts";
import { ALLOW_LIST, PRIMARY, STAGING } from "../stacks/fixtures.ts";
import { withState } from "./synth-check/pull-request.ts";

describe("npm run rights", () => {
  let repository: string;
  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell rights "));
    await copyRepository(repository, ALLOW_LIST, [withState(PRIMARY), STAGING]);
    await runHere("functions/bundle.ts", [], { repository });
  });
  after(() => rm(repository, { recursive: true }));

  const rights = (...args: string[]) => runHere("review/rights.ts", args, { repository });

  it("prints the policy of the role that plans, and the second policy of the role that deploys", async () => {
    const plan = await rights("plan", "production");
    const deploy = await rights("deploy", "production");
    expect({ status: plan.status, stderr: plan.stderr }).to.deep.equal({ status: 0, stderr: "" });
    expect(JSON.parse(plan.stdout)).to.have.keys("Version", "Statement");
    expect(plan.stdout).to.include("dms:DescribeEndpoints").and.not.include("dms:ModifyEndpoint");
    expect(deploy.stdout).to.include("dms:ModifyEndpoint").and.not.include("dms:DescribeEndpoints");
  });

  it("prints the trust policy: exactly one repository and one GitHub environment", async () => {
    const condition = async (...args: string[]) => JSON.parse((await rights(...args)).stdout).Statement[0].Condition;
    const claims = (environment: string) => ({
      StringEquals: {
        "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
        "token.actions.githubusercontent.com:sub": `repo:us/it:environment:${environment}`,
      },
    });
    expect(await condition("plan", "production", "--trust", "us/it")).to.deep.equal(claims("production-plan"));
    expect(await condition("deploy", "staging", "--trust", "us/it")).to.deep.equal(claims("staging"));
  });

  for (const [mistake, exitCode, args] of [
    ["an environment without a state", 1, ["plan", "staging"]],
    ["a policy that no stack of the environment needs", 1, ["deploy-others", "production"]],
    ["the policy of a network that the environment has not", 1, ["deploy-network", "production"]],
    ["an environment that there is not", 2, ["plan", "nowhere"]],
    ["a purpose that there is not", 2, ["destroy", "production"]],
    ["an invalid name of a repository", 2, ["plan", "production", "--trust", "us/*/it"]],
    ["nothing", 2, []],
  ] as const)
    it(`ends with ${exitCode}, and no stack trace, on ${mistake}`, async () => {
      const { status, stdout, stderr } = await rights(...args);
      expect({ status, stdout }).to.deep.equal({ status: exitCode, stdout: "" });
      expect(stderr)
        .to.match(/\S/)
        .and.not.match(/^\s+at /m);
    });
});
