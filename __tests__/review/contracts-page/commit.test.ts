import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { commitAt, hasUncommitted } from "../../../review/contracts-page/commit.ts";
import { git } from "../../../review/git.ts";

describe("The commit that the page names", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell commit "));
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function commit(): Promise<void> {
    await mkdir(join(folder, "contracts"));
    await writeFile(join(folder, "contracts/index.ts"), "export {};\n");
    await git(folder, ["init", "-q"]);
    await git(folder, ["add", "."]);
    const identity = ["-c", "user.name=A Reviewer", "-c", "user.email=reviewer@fixture.example"];
    await git(folder, [...identity, "commit", "-q", "-m", "The list"]);
  }

  it("is that of the ref, with its date", async () => {
    await commit();
    const [hash, seconds] = (await git(folder, ["log", "-1", "--format=%h %ct"])).trim().split(" ");
    expect(await commitAt("HEAD", folder)).to.deep.equal({ hash, date: new Date(Number(seconds) * 1000) });
  });

  it("is undefined outside a git repository, and for an unknown ref", async () => {
    expect(await commitAt("HEAD", folder)).to.equal(undefined);
    await commit();
    expect(await commitAt("nowhere", folder)).to.equal(undefined);
    expect(await commitAt("--output=x", folder)).to.equal(undefined);
    expect(existsSync(join(folder, "x"))).to.equal(false);
  });

  it("comes with whether the folder has uncommitted changes, including new files", async () => {
    await commit();
    await writeFile(join(folder, "notes.txt"), "elsewhere");
    expect(await hasUncommitted("contracts", folder)).to.equal(false);
    await writeFile(join(folder, "contracts/new.ts"), "export {};\n");
    expect(await hasUncommitted("contracts", folder)).to.equal(true);
  });
});
