import { spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { copyRepository } from "../local/repository-copy.ts";

const PLAN = JSON.stringify({ format_version: "1.2", terraform_version: "1.11.4", resource_changes: [] });

describe("npm run plan:review", () => {
  let repository: string;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell review "));
    await copyRepository(repository, { tickets: { state: true } });
    await writeFile(join(repository, "production-us-west-2.json"), PLAN);
    tsx("functions/bundle.ts");
  });
  after(() => rm(repository, { recursive: true }));

  function tsx(...args: string[]) {
    const env = { ...process.env, INIT_CWD: repository };
    const run = spawnSync(process.execPath, ["--import", "tsx", ...args], { cwd: repository, env, encoding: "utf8" });
    return { status: run.status, stdout: run.stdout, stderr: run.stderr };
  }
  const review = (...args: string[]) => tsx("review/plan-review.ts", ...args);

  it("writes the comment of the plans that it is given, and holds the working tree against the policies", () => {
    expect(review("production-us-west-2.json")).to.deep.equal({
      status: 0,
      stderr: [
        "  1/3 read the plan of production-us-west-2",
        "  2/3 compared the allow-lists",
        "  3/3 held every stack against the policies\n",
      ].join("\n"),
      stdout: [
        "<!-- clearwell plan review -->",
        "## What Terraform would do",
        "### production-us-west-2",
        "Nothing changes.",
        "## Policies",
        "All of them hold in every stack.\n",
      ].join("\n\n"),
    });
  });

  it("gives machines what a workflow decides by", async () => {
    await writeFile(join(repository, "other.plan.json"), PLAN);
    const { status, stdout } = review("other.plan.json", "--json");
    expect(status).to.equal(0);
    expect(JSON.parse(stdout)).to.deep.equal({
      widens: null,
      losesData: false,
      changesAccess: false,
      unplanned: ["production-us-west-2"],
      problems: [],
      allowList: null,
    });
  });

  it("tells what keeps the working tree from being synthesised", async () => {
    const list = join(repository, "contracts/index.ts");
    await writeFile(list, "export const EXPECTED_FIELDS_FOR_ANALYTICS = { tickets: {} };\n");
    expect(review("production-us-west-2.json").stdout).to.match(/\*\*Nothing can be synthesised:\*\*\n\n- .*tickets/);
  });

  for (const [mistake, exitCode, args] of [
    ["a file that there is not", 2, ["nowhere.json"]],
    ["a file that is no plan", 1, ["package.json"]],
    ["a ref that there is not", 1, ["production-us-west-2.json", "--against", "nowhere"]],
    ["no plan at all", 2, []],
  ] as const)
    it(`ends with ${exitCode}, and neither a stack trace nor a comment, on ${mistake}`, () => {
      const { status, stdout, stderr } = review(...args);
      expect({ status, stdout }).to.deep.equal({ status: exitCode, stdout: "" });
      expect(stderr)
        .to.match(/\S/)
        .and.not.match(/^\s+at /m);
    });
});
