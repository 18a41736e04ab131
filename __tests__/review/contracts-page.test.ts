import { spawnSync } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { REPOSITORY } from "../local/repository-copy.ts";

describe("npm run contracts:page", () => {
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
    await mkdir(join(folder, "db", "people"), { recursive: true });
    await writeFile(join(folder, "db", "people", "LOAD00000001.csv"), "oid__id\n1\n");
    expect(run("--output", "page.html", "--raw", ".")).to.deep.equal({ status: 0, stdout: `${file}\n`, stderr: "" });
    expect(await readFile(file, "utf8")).to.match(/^<!doctype html>[\s\S]*<h1>What may leave<\/h1>[\s\S]*<\/html>\n$/);
  });

  const mistakes: readonly [mistake: string, args: readonly string[], told: string][] = [
    ["a folder that there is not", ["--raw", "nowhere"], "can't be read as a folder (ENOENT)"],
    ["a folder without a RAW file", ["--raw", "."], "has no RAW file, <database>/<collection>/<file>.csv.gz"],
    ["a place where no page can be", ["--output", "nowhere/page.html"], "can't be written (ENOENT)"],
  ];
  for (const [mistake, args, told] of mistakes) {
    it(`ends with 2, and no stack trace, on ${mistake}`, () => {
      const { status, stdout, stderr } = run(...args);
      expect({ status, stdout }).to.deep.equal({ status: 2, stdout: "" });
      expect(stderr)
        .to.include(told)
        .and.not.match(/^\s+at /m);
    });
  }
});
