import { spawnSync } from "node:child_process";
import { expect } from "chai";
import { type Report, runCampaign } from "../../fuzz/campaign.ts";
import { plantedUpload } from "../../fuzz/planted/planted-upload.ts";
import { findPlanted } from "../../fuzz/planted/planted-value.ts";
import { tryPlanted } from "../../fuzz/planted/try-planted.ts";
import { run } from "../../fuzz/run.ts";
import { shapeOfUpload } from "../../fuzz/shape.ts";
import { trial } from "../../fuzz/trial.ts";
import { TRIALS } from "../../fuzz/trials.ts";
import { recorder } from "../command/recorder.ts";
import { LEAKS } from "./deliberate-leaks.ts";

describe("The fuzz command", () => {
  it("counts the outcomes, the same for the same seed, and exits 0 if every promise holds", async () => {
    const { code, out } = await fuzz(["--runs", "40", "--seed", "5", "--json"]);
    expect(code).to.equal(0);
    const report = JSON.parse(out) as Report;
    const { counts } = await runCampaign(TRIALS, { runs: 40, seed: 5 }, () => undefined);
    expect(report).to.deep.include({ counts, found: [], seed: 5 });
  });

  it("prints a table, and its progress to stderr", () => {
    const command = ["--import=tsx", "fuzz/fuzz.ts", "--runs", "10", "--only", "gzip"];
    const { status, stdout, stderr } = spawnSync(process.execPath, command, { encoding: "utf8" });
    expect(status).to.equal(0);
    expect(stdout)
      .to.match(/gzip +failed +\d+/)
      .and.match(/seed \d+, \d+ s\nEvery promise holds\.\n$/);
    expect(stderr).to.include("10/10 gzip");
  });

  it("exits 2 and says why if it was called wrongly", async () => {
    const mistakes: readonly [string[], string][] = [
      [["--path", "1:2"], "--path needs --only with one trial."],
      [["--documents", "no/such/folder"], "can't be read as a folder: ENOENT"],
    ];
    for (const [words, message] of mistakes) {
      const { code, err } = await fuzz(words);
      expect(err).to.include(message).and.not.include("    at ");
      expect(code, message).to.equal(2);
    }
  });

  it("exits 1 if a promise does not hold, shows no text of the example, and shows how to repeat it", async () => {
    const [{ handle }] = LEAKS as [(typeof LEAKS)[number]];
    const leaky = trial(
      { name: "planted", promise: "", share: 1 },
      plantedUpload(),
      (example) => tryPlanted(example, handle),
      ({ upload }) => shapeOfUpload(upload),
    );
    const { code, out } = await fuzz(["--runs", "300", "--seed", "5", "--only", "planted"], [leaky]);
    expect(code, out).to.equal(1);
    expect(out).to.include("planted: sound: CLEAN has text of an unlisted place, as it is\nSmallest example: ");
    expect(findPlanted(out)).to.equal(undefined);
    const [, again = ""] = /To repeat it: npm run -s fuzz -- (.+)/.exec(out) ?? [];
    const replayed = await fuzz(again.split(" "), [leaky]);
    expect([replayed.code, replayed.out.includes("planted: sound: CLEAN")]).to.deep.equal([1, true]);
    expect((await fuzz(again.split(" "))).code, "with the sound cleaner").to.equal(0);
  });

  async function fuzz(words: readonly string[], trials = TRIALS) {
    const [out, err]: [string[], string[]] = [[], []];
    const code = await run(words, { out: recorder(out), err: recorder(err), calledFrom: "." }, trials);
    return { code, out: out.join("\n"), err: err.join("\n") };
  }
});
