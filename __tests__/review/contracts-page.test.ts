import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import type { AllowList } from "../../contracts/mask.ts";
import { git } from "../../review/git.ts";
import { runHere } from "../command/run-here.ts";
import { copyCompany, copyRepository, listed } from "../local/repository-copy.ts";
import { EU, EU_SOURCES } from "../stacks/eu-company.ts";

const BEFORE: AllowList = { tickets: { state: true, total: true } };
const NOW: AllowList = { tickets: { state: true, email: true } };

describe("npm run contracts:page", () => {
  let repository: string;
  let folder: string;
  before(async () => {
    repository = await mkdtemp(join(tmpdir(), "clearwell repository "));
    await copyRepository(repository, BEFORE);
    await git(repository, ["init", "-q"]);
    await git(repository, ["add", "contracts"]);
    const identity = ["-c", "user.name=A Reviewer", "-c", "user.email=reviewer@fixture.example"];
    await git(repository, [...identity, "commit", "-q", "-m", "The list as it was"]);
    await writeFile(join(repository, "contracts/index.ts"), listed(NOW));
  });
  after(() => rm(repository, { recursive: true }));
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell page "));
  });
  afterEach(() => rm(folder, { recursive: true }));

  const run = (...args: string[]) => runHere("review/contracts-page.ts", args, { repository, calledFrom: folder });

  it("writes the page to the folder in which npm was called, and prints its path", async () => {
    const file = join(folder, "contracts.html");
    expect(await run()).to.deep.equal({ status: 0, stdout: `${file}\n`, stderr: "" });
    expect(await readFile(file, "utf8")).to.match(/^<!doctype html>[\s\S]*<h1>What may leave<\/h1>[\s\S]*<\/html>\n$/);
  });

  it("shows the commit, what changed since a ref, and what is dropped from RAW files", async () => {
    await mkdir(join(folder, "db", "tickets"), { recursive: true });
    await writeFile(join(folder, "db", "tickets", "LOAD00000001.csv"), "oid__id,state,phone\n1,secret-1,secret-2\n");
    const { status, stderr } = await run("--output", "page.html", "--raw", ".", "--since", "HEAD");
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    const page = await readFile(join(folder, "page.html"), "utf8");
    const hash = (await git(repository, ["log", "-1", "--format=%h"])).trim();
    expect(page)
      .to.include(`Commit <code>${hash}</code> of`)
      .and.include("with changes to contracts/ that are not committed")
      .and.include("More leaves than at <code>HEAD</code>: 1 field in 1 collection.")
      .and.match(/<span aria-hidden="true">✕<\/span> <code>phone<\/code>/)
      .and.not.include("secret");
  });

  const mistakes: readonly [mistake: string, code: number, args: readonly string[], message: string][] = [
    ["a folder that there is not", 2, ["--raw", "nowhere"], "can't be read as a folder (ENOENT)"],
    ["a folder without a RAW file", 2, ["--raw", "."], "has no RAW file, <database>/<collection>/<file>.csv.gz"],
    ["a place where no page can be", 2, ["--output", "nowhere/page.html"], "can't be written (ENOENT)"],
    ["a ref that there is not", 1, ["--since", "nowhere"], "Give a branch, a tag or a commit"],
  ];
  for (const [mistake, code, args, message] of mistakes) {
    it(`ends with ${code}, and no stack trace, on ${mistake}`, async () => {
      const { status, stdout, stderr } = await run(...args);
      expect({ status, stdout }).to.deep.equal({ status: code, stdout: "" });
      expect(stderr)
        .to.include(message)
        .and.not.match(/^\s+at /m);
    });
  }

  it("shows every database of a company that has several, each collection with its own rows and places", async () => {
    await copyCompany(folder, EU_SOURCES, EU);
    for (const [database, column] of Object.entries({ crm: "crm_phone", billing: "billing_phone", other: "phone" })) {
      await mkdir(join(folder, "raw", database, "users"), { recursive: true });
      await writeFile(
        join(folder, "raw", database, "users", "LOAD00000001.csv"),
        `oid__id,tier,plan,${column}\n1,2,3,4\n`,
      );
    }
    const where = { repository: folder, calledFrom: folder };
    const { status, stderr } = await runHere("review/contracts-page.ts", ["--raw", "raw"], where);
    expect({ status, stderr }).to.deep.equal({ status: 0, stderr: "" });
    const page = await readFile(join(folder, "contracts.html"), "utf8");
    const sections = page.split('<section class="collection"').slice(1);
    expect(sections.map((each) => /<h2><span[^>]*><code>(.*?)<\/code>/.exec(each)?.[1])).to.deep.equal([
      "crm/users",
      "crm/notes",
      "billing/users",
    ]);
    const [users, , billed] = sections;
    expect(users).to.include("crm_phone").and.not.include("billing_phone");
    expect(billed).to.include("billing_phone").and.not.include("crm_phone");
    expect(billed).to.include("s3://acme-clean/production-eu-central-1/clean/billing/users/");
    expect(page).to.include("unlisted collections, of which nothing leaves: <code>other/users</code>");
  });
});
