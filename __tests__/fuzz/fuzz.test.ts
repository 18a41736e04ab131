import { spawnSync } from "node:child_process";
import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect } from "chai";
import { type Report, runCampaign } from "../../fuzz/campaign.ts";
import { findPlanted } from "../../fuzz/planted/planted-value.ts";
import { TRIALS } from "../../fuzz/trials.ts";
import { copyRepository } from "../local/repository-copy.ts";

describe("The fuzz command", () => {
  it("counts the outcomes, the same for the same seed, and exits 0 if every promise holds", async () => {
    const { status, stdout } = fuzz("--runs", "40", "--seed", "5", "--json");
    expect(status).to.equal(0);
    const report = JSON.parse(stdout) as Report;
    const { counts } = await runCampaign(TRIALS, { runs: 40, seed: 5 }, () => undefined);
    expect(report).to.deep.include({ counts, found: [], seed: 5 });
  });

  it("prints a table, and its progress to stderr", () => {
    const { status, stdout, stderr } = fuzz("--runs", "10", "--only", "gzip");
    expect(status).to.equal(0);
    expect(stdout)
      .to.match(/gzip +failed +\d+/)
      .and.match(/seed \d+, \d+ s\nEvery promise holds\.\n$/);
    expect(stderr).to.include("10/10 gzip");
  });

  it("exits 2 and says why if it was called wrongly", () => {
    const mistakes: readonly [string[], string][] = [
      [["--path", "1:2"], "--path needs --only with one trial."],
      [["--documents", "no/such/folder"], "can't be read as a folder: ENOENT"],
    ];
    for (const [words, message] of mistakes) {
      const { status, stderr } = fuzz(...words);
      expect(stderr).to.include(message).and.not.include("    at ");
      expect(status, message).to.equal(2);
    }
  });

  it("exits 1 if a promise does not hold, shows no text of the example, and shows how to repeat it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "clearwell-"));
    try {
      await copyRepository(folder, { cases: { status: true } });
      await cp("fuzz", join(folder, "fuzz"), { recursive: true });
      const file = join(folder, "functions/cleaner/layout.ts");
      const source = await readFile(file, "utf8");
      await writeFile(file, source.replace("deleteFields: [...deleteKeys, ...technical]", "deleteFields: fields"));
      const { status, stdout } = fuzzIn(folder, "--runs", "300", "--seed", "5", "--only", "planted");
      expect(status, stdout).to.equal(1);
      expect(stdout).to.include("planted: sound: CLEAN has text of an unlisted place, as it is\nSmallest example: ");
      expect(findPlanted(stdout)).to.equal(undefined);
      const [, again = ""] = /To repeat it: npm run -s fuzz -- (.+)/.exec(stdout) ?? [];
      const replayed = fuzzIn(folder, ...again.split(" "));
      expect([replayed.status, replayed.stdout.includes("planted: sound: CLEAN")]).to.deep.equal([1, true]);
      expect(fuzz(...again.split(" ")).status, "with the sound cleaner").to.equal(0);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  function fuzz(...words: string[]) {
    return fuzzIn(".", ...words);
  }

  function fuzzIn(cwd: string, ...words: string[]) {
    return spawnSync(process.execPath, ["--import=tsx", "fuzz/fuzz.ts", ...words], { encoding: "utf8", cwd });
  }
});
