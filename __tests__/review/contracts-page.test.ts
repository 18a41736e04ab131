import { spawnSync } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { REPOSITORY } from "../local/repository-copy.ts";

describe("npm run contracts:page", function () {
  this.timeout(60_000);

  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "clearwell page "));
  });
  afterEach(() => rm(folder, { recursive: true }));

  function run(...args: string[]) {
    const command = ["--import", "tsx", "review/contracts-page.ts", ...args];
    const env = { ...process.env, INIT_CWD: folder };
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { cwd: REPOSITORY, env, encoding: "utf8" });
    return { status, stdout, stderr };
  }

  it("writes the page to where npm was called, and says where that is", async () => {
    const file = join(folder, "page.html");
    expect(run("--out", "page.html", "--raw", ".")).to.deep.equal({ status: 0, stdout: `${file}\n`, stderr: "" });
    expect(await readFile(file, "utf8")).to.match(/^<!doctype html>[\s\S]*<h1>What may leave<\/h1>[\s\S]*<\/html>\n$/);
  });

  it("ends with 1, and no stack trace, on a folder that there is not", () => {
    const { status, stdout, stderr } = run("--raw", "nowhere");
    expect({ status, stdout }).to.deep.equal({ status: 1, stdout: "" });
    expect(stderr)
      .to.match(/can't be read as a folder/)
      .and.not.match(/^\s+at /m);
  });
});
