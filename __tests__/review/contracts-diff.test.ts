import { execFile, spawnSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import type { AllowList } from "../../contracts/mask.ts";
import { copyRepository, listed } from "../local/repository-copy.ts";

const run = promisify(execFile);
const BEFORE: AllowList = { tickets: { state: true, total: true } };

describe("npm run contracts:diff", () => {
  let repository: string;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell diff "));
    await copyRepository(repository, BEFORE);
    const identity = ["-c", "user.name=A Reviewer", "-c", "user.email=reviewer@fixture.example"];
    const commit = [...identity, "commit", "-q", "--allow-empty", "-m"];
    for (const args of [
      ["init", "-q"],
      [...commit, "Nothing"],
      ["add", "contracts"],
      [...commit, "The list as it was"],
    ])
      await run("git", args, { cwd: repository });
  });
  after(() => rm(repository, { recursive: true }));

  async function diff(after: AllowList, ...args: string[]) {
    await writeFile(join(repository, "contracts/index.ts"), listed(after));
    const command = ["--import", "tsx", "review/contracts-diff.ts", ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: repository, encoding: "utf8" });
    return { status, stdout, stderr };
  }

  it("ends with 0 where nothing more leaves than at the ref", async () => {
    const { status, stdout, stderr } = await diff({ tickets: { state: true } }, "HEAD");
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    expect(stdout).to.include("Leaves no more:\n\n- `total`\n");
  });

  it("ends with 2 where more leaves, so that a workflow can ask for approval", async () => {
    const { status, stdout, stderr } = await diff({ tickets: { ...BEFORE.tickets, email: true } }, "HEAD");
    expect({ status, stderr }).to.deep.equal({ status: 2, stderr: "" });
    expect(stdout).to.include("**More leaves than before: `tickets`.**");
  });

  it("gives one JSON document to machines", async () => {
    const { status, stdout } = await diff({ tickets: { ...BEFORE.tickets, email: true } }, "HEAD", "--json");
    expect(status).to.equal(2);
    expect(JSON.parse(stdout)).to.deep.include({ against: "HEAD", widens: true });
  });

  for (const [mistake, args] of [
    ["a ref that there is not", ["nowhere"]],
    ["a ref that looks like an option", ["--", "--output=x"]],
    ["no ref", []],
  ] as const)
    it(`ends with 1, and neither a stack trace nor a diff, on ${mistake}`, async () => {
      const { status, stdout, stderr } = await diff(BEFORE, ...args);
      expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
      expect(stderr)
        .to.match(/\S/)
        .and.not.match(/^\s+at /m);
    });

  it("says so where there was no allow-list yet", async () => {
    const { status, stderr } = await diff(BEFORE, "HEAD~");
    expect(status).to.equal(1);
    expect(stderr).to.include("Compare with a later commit.");
  });
});
