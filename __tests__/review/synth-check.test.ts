import { existsSync, readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { runHere } from "../command/run-here.ts";
import { copyRepository } from "../local/repository-copy.ts";
import { ALLOW_LIST, PRIMARY } from "../stacks/fixtures.ts";
import { archive, bytes, STACK_JSON, synthFiles, withState } from "./synth-check/pull-request.ts";

describe("npm run synth:check", () => {
  const main = [withState(PRIMARY)];
  let repository: string;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell check "));
    await copyRepository(repository, ALLOW_LIST, main);
    await writeFile(join(repository, "stacks/.terraform.lock.hcl"), "# locked\n");
    await run("functions/bundle.ts", []);
    await writeFile(join(repository, "synth.zip"), archive(synthFiles(main)));
    await writeFile(
      join(repository, "evil.zip"),
      archive(synthFiles(main), { [STACK_JSON]: bytes("{}"), x: bytes("") }),
    );
  });
  after(() => rm(repository, { recursive: true }));

  const run = (entry: string, args: readonly string[]) => runHere(entry, args, { repository, calledFrom: repository });
  const check = (...args: string[]) => run("review/synth-check.ts", args);
  const read = (path: string) => readFileSync(join(repository, path), "utf8");

  it("writes the stacks that may be planned, with main's lock file, and prints them as a matrix", async () => {
    const { status, stdout, stderr } = await check("synth.zip", "--output", "checked");
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    expect(JSON.parse(stdout)).to.deep.equal([
      { stack: "production-us-west-2", environment: "production", region: "us-west-2" },
    ]);
    expect(JSON.parse(read("checked/check.json"))).to.deep.equal({
      stacks: ["production-us-west-2"],
      unknown: [],
      problems: [],
    });
    const stack = "checked/stacks/production-us-west-2";
    expect(readdirSync(join(repository, stack)).sort()).to.deep.equal([
      ".terraform.lock.hcl",
      "assets",
      "cdk.tf.json",
      "contracts.json",
    ]);
    expect(read(`${stack}/.terraform.lock.hcl`)).to.equal("# locked\n");
  });

  it("ends with 1 if anything is refused, writes no stacks, and writes the reasons for the review", async () => {
    const { status, stdout, stderr } = await check("evil.zip", "--output", "refused");
    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
    expect(stderr)
      .to.match(/^1 problem\n\nx\n {2}problem: is not a file that synth writes\n/)
      .and.not.match(/^\s+at /m);
    expect(existsSync(join(repository, "refused/stacks"))).to.equal(false);
    expect(JSON.parse(read("refused/check.json")).problems).to.have.length(1);
  });

  for (const [mistake, args, exitCode] of [
    ["a file that there is not", ["nowhere.zip", "--output", "x"], 1],
    ["nothing at all", [], 2],
  ] as const)
    it(`ends with ${exitCode}, and no stack trace, on ${mistake}`, async () => {
      const { status, stdout, stderr } = await check(...args);
      expect({ status, stdout }).to.deep.equal({ status: exitCode, stdout: "" });
      expect(stderr)
        .to.match(/\S/)
        .and.not.match(/^\s+at /m);
    });
});
