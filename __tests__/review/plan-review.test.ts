import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runHere } from "../command/run-here.ts";
import { copyRepository } from "../local/repository-copy.ts";

const PLAN = JSON.stringify({ format_version: "1.2", terraform_version: "1.11.4", resource_changes: [] });
const STACK = "production-us-west-2";

describe("npm run plan:review", () => {
  let repository: string;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell review "));
    await copyRepository(repository, { tickets: { state: true } });
    await mkdir(join(repository, "stack"));
    await write("production-us-west-2.json", PLAN);
    await write("cdk.tf.json", JSON.stringify({ provider: { aws: [] }, terraform: {} }));
    const collections = { tickets: { state: true, address: { country: true } } };
    await write("contracts.json", JSON.stringify({ legion: { engine: "mongodb", collections } }));
    await write("check.json", JSON.stringify({ stacks: [STACK], unknown: ["it-eu-west-3"], problems: [] }));
  });
  after(() => rm(repository, { recursive: true }));

  const write = (file: string, text: string) => writeFile(join(repository, "stack", file), text);
  const review = (...args: string[]) => runHere("review/plan-review.ts", args, { repository, calledFrom: repository });

  it("writes the comment on the given plans, and checks the policies", async () => {
    const { status, stdout, stderr } = await review("stack/production-us-west-2.json");
    expect({ status, stderr }).to.deep.equal({
      status: 0,
      stderr: [
        "  1/3 read the plan of production-us-west-2",
        "  2/3 compared the allow-lists",
        "  3/3 checked the policies of every stack\n",
      ].join("\n"),
    });
    expect(stdout)
      .to.match(/^<!-- clearwell plan review -->\n\n## Summary\n/)
      .and.include("### production-us-west-2\n\nNothing changes.\n")
      .and.match(/## Policies\n\nAll policies hold in every planned stack\.\n$/);
  });

  it("reports a policy that does not hold, and a stack that can't be checked", async () => {
    const stack = { provider: { aws: [] }, terraform: {}, resource: { aws_cloudwatch_log_group: { it: {} } } };
    await write("cdk.tf.json", JSON.stringify(stack));
    expect((await review("stack/production-us-west-2.json")).stdout).to.include(
      "- `production-us-west-2: aws_cloudwatch_log_group.it: it is kept for ever. give it retention_in_days.`",
    );
    await write("cdk.tf.json", JSON.stringify({ ...stack, resource: { aws_sqs_queue: { it: { policy: "{" } } } }));
    expect((await review("stack/production-us-west-2.json")).stdout).to.include("can't be checked by the policies");
  });

  it("compares the allow-list of the plans with that of a ref, without running their code", async () => {
    const git = (...args: string[]) => spawnSync("git", args, { cwd: repository, encoding: "utf8" });
    git("init", "-q");
    git("add", "contracts");
    git("-c", "user.name=it", "-c", "user.email=it@example.com", "commit", "-q", "-m", "it");
    const { stdout } = await review("stack/production-us-west-2.json", "--against", "HEAD");
    expect(stdout).to.include("- **More leaves than before: `tickets`.**").and.include("- `address.country`");
    expect(stdout)
      .to.include("- **Readers of Snowflake see more in clear:** `analytics_legion.tickets`")
      .and.include("- `analytics_legion.tickets: new column address_country, VARCHAR, in clear for all readers`");
  });

  it("says why nothing is planned", async () => {
    const problems = [{ where: "it: data.external.it", problem: "is a data source", remedy: "leave it out" }];
    await write("check.json", JSON.stringify({ stacks: [STACK], unknown: [], problems }));
    const { status, stdout } = await review("--check", "stack/check.json", "--against", "HEAD");
    expect(status).to.equal(0);
    expect(stdout)
      .to.include("- `it: data.external.it: is a data source. leave it out.`")
      .and.include("**There is no plan of:** `production-us-west-2`");
  });

  it("prints JSON for decisions of a workflow", async () => {
    await write("other.plan.json", PLAN);
    await write("check.json", JSON.stringify({ stacks: [STACK], unknown: ["it-eu-west-3"], problems: [] }));
    await write("cdk.tf.json", JSON.stringify({ provider: { aws: [] }, terraform: {} }));
    const { status, stdout } = await review("stack/other.plan.json", "--json", "--check", "stack/check.json");
    expect(status).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal({
      widens: null,
      losesData: false,
      changesAccess: false,
      stopsTask: false,
      needsTaskStopped: false,
      unplanned: ["production-us-west-2"],
      unknown: ["it-eu-west-3"],
      refused: [],
      problems: [],
      allowList: null,
      snowflake: null,
    });
  });

  for (const [mistake, exitCode, args] of [
    ["a file that there is not", 2, ["nowhere.json"]],
    ["a file that is not a plan", 1, ["stack/cdk.tf.json"]],
    ["a plan that lies elsewhere than its stack", 2, ["package.json"]],
    ["a ref that there is not", 1, ["stack/production-us-west-2.json", "--against", "nowhere"]],
    ["a check that there is not", 2, ["stack/production-us-west-2.json", "--check", "nowhere.json"]],
  ] as const)
    it(`ends with ${exitCode}, and neither a stack trace nor a comment, on ${mistake}`, async () => {
      const { status, stdout, stderr } = await review(...args);
      expect({ status, stdout }).to.deep.equal({ status: exitCode, stdout: "" });
      expect(stderr)
        .to.match(/\S/)
        .and.not.match(/^\s+at /m);
    });
});
