import { spawnSync } from "node:child_process";
import { expect } from "chai";

describe("The fuzz command", () => {
  it("counts what became of the examples, the same ones for the same seed, and exits 0 where every promise holds", () => {
    const [first, second] = [
      fuzz("--runs", "40", "--seed", "5", "--json"),
      fuzz("--runs", "40", "--seed", "5", "--json"),
    ];
    expect(first.status).to.equal(0);
    const report = JSON.parse(first.stdout) as { counts: Record<string, object>; found: unknown[]; seed: number };
    expect(Object.keys(report.counts)).to.deep.equal(["marks", "damage", "gzip", "kernels"]);
    expect([report.found, report.seed]).to.deep.equal([[], 5]);
    expect(JSON.parse(second.stdout)).to.have.deep.property("counts", report.counts);
  });

  it("shows a table, and its progress beside it", () => {
    const { status, stdout, stderr } = fuzz("--runs", "10", "--only", "gzip");
    expect(status).to.equal(0);
    expect(stdout)
      .to.match(/gzip +failed +\d+/)
      .and.match(/seed \d+, \d+ s\nEvery promise holds\.\n$/);
    expect(stderr).to.include("10/10 gzip");
  });

  it("exits 2 and says why when it was not understood", () => {
    const mistakes: readonly [string[], string][] = [
      [["--runs", "many"], "It must be a whole number."],
      [["--only", "luck"], "marks, damage, gzip, kernels"],
      [["--documents", "no/such/folder"], "can't be read as a folder: ENOENT"],
    ];
    for (const [words, message] of mistakes) {
      const { status, stderr } = fuzz(...words);
      expect(stderr).to.include(message).and.not.include("    at ");
      expect(status, message).to.equal(2);
    }
  });

  function fuzz(...words: string[]) {
    return spawnSync(process.execPath, ["--import=tsx", "fuzz/fuzz.ts", ...words], { encoding: "utf8" });
  }
}).timeout(60_000);
