import { execFile, spawnSync } from "node:child_process";
import { cp, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect } from "chai";
import { key, notPersonal, pii } from "../../contracts/field.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { runHere } from "../command/run-here.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS as RELEASED } from "../deployed/contracts/index.ts";
import { copyRepository, listed, REPOSITORY } from "../local/repository-copy.ts";

const run = promisify(execFile);
const BEFORE: AllowList = { tickets: { state: true, total: true, email: pii("email") } };

describe("npm run contracts:diff", () => {
  let repository: string;

  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell diff "));
    await copyRepository(repository, BEFORE);
    await git("init", "-q", "-b", "it");
    await commit("Nothing");
    await git("add", "contracts");
    await commit("The list as it was");
  });
  after(() => rm(repository, { recursive: true }));

  async function git(...args: string[]): Promise<void> {
    await run("git", args, { cwd: repository });
  }

  async function commit(message: string): Promise<void> {
    const identity = ["-c", "user.name=A Reviewer", "-c", "user.email=reviewer@fixture.example"];
    await git(...identity, "commit", "-q", "--allow-empty", "-m", message);
  }

  async function diff(after: AllowList, ...args: string[]) {
    await writeFile(join(repository, "contracts/index.ts"), listed(after));
    const command = ["--import", "tsx", "review/contracts-diff.ts", ...args];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: repository, encoding: "utf8" });
    return { status, stdout, stderr };
  }

  it("ends with 0 if no more leaves than at the ref", async () => {
    const { status, stdout, stderr } = await diff({ tickets: { state: true, email: pii("email") } }, "HEAD");
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    expect(stdout).to.include("No longer leaves:\n\n- `total`\n");
  });

  it("ends with 2 if more leaves, so that a workflow can ask for approval", async () => {
    const { status, stdout, stderr } = await diff({ tickets: { ...BEFORE.tickets, note: true } }, "HEAD");
    expect({ status, stderr }).to.deep.equal({ status: 2, stderr: "" });
    expect(stdout).to.include("**More leaves than before: `tickets`.**");
  });

  it("ends with 2 if a class is removed, which it recognises in the other copy of the module at the ref", async () => {
    const { status, stdout } = await diff({ tickets: { ...BEFORE.tickets, email: notPersonal("a template") } }, "HEAD");
    expect(status).to.equal(2);
    expect(stdout)
      .to.include("**No longer masked as before: `tickets`.**")
      .and.include("- `email`: `pii email` before, not personal (`a template`) now");
  });

  it("reads a ref without classes and several sources, and finds no difference in the same contracts", async () => {
    await git("checkout", "-q", "--orphan", "released");
    await rm(join(repository, "contracts"), { recursive: true });
    await cp(join(REPOSITORY, "__tests__/deployed/contracts"), join(repository, "contracts"), { recursive: true });
    await git("add", "-A", "contracts");
    await commit("The release before");
    await rm(join(repository, "contracts"), { recursive: true });
    await cp(join(REPOSITORY, "contracts"), join(repository, "contracts"), { recursive: true });
    const country = notPersonal("only a country");
    const { status, stdout, stderr } = await diff(
      {
        ...RELEASED,
        customers: { ...RELEASED.customers, tier: "text", address: { country, region: true } },
        products: { ...RELEASED.products, name: notPersonal("name of a product"), _id: key("text") },
      },
      "released",
    );
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    expect(stdout).to.include("The allow-list is the same.");
    await git("checkout", "-q", "-f", "it");
  });

  it("can print one JSON document", async () => {
    const { status, stdout } = await diff({ tickets: { ...BEFORE.tickets, note: true } }, "HEAD", "--json");
    expect(status).to.equal(2);
    expect(JSON.parse(stdout)).to.deep.include({ against: "HEAD", widens: true });
  });

  for (const [mistake, args] of [
    ["a ref that there is not", ["nowhere"]],
    ["a ref that looks like an option", ["--", "--output=x"]],
    ["no ref", []],
  ] as const)
    it(`ends with 1, and neither a stack trace nor a diff, on ${mistake}`, async () => {
      const { status, stdout, stderr } = await runHere("review/contracts-diff.ts", args, { repository });
      expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
      expect(stderr)
        .to.match(/\S/)
        .and.not.match(/^\s+at /m);
    });

  it("says so if there was no allow-list yet", async () => {
    const { status, stderr } = await runHere("review/contracts-diff.ts", ["HEAD~"], { repository });
    expect(status).to.equal(1);
    expect(stderr).to.include("Compare with a later commit.");
  });
});
