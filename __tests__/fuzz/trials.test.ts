import { expect } from "chai";
import { runCampaign } from "../../fuzz/campaign.ts";
import { TRIALS } from "../../fuzz/trials.ts";
import { runs } from "../thoroughness.ts";

describe("The cleaner, on generated files:", () => {
  /** `npm run fuzz` tries any number of examples, and other ones each time. */
  const RUNS = { planted: 1500, damage: 800, gzip: 300, kernels: 1500 } as const;
  /** Outcomes that must occur; otherwise the trial tries too little. */
  const OUTCOMES = {
    planted: [
      "sound: cleaned",
      "no header: failed",
      "gzip cut short: failed",
      "an unknown Op: failed",
      "object to skip: skipped",
    ],
    damage: ["cleaned", "failed", "nothing to write"],
    gzip: ["failed"],
    kernels: ["cleaned", "RECORD_WIDTH", "QUOTE_BARE", "QUOTE_TRAILING", "QUOTE_UNCLOSED", "HEADER_UNLISTED"],
  } as const;

  for (const each of TRIALS) {
    const name = each.name as keyof typeof RUNS;
    it(each.promise, async () => {
      const { found, counts } = await runCampaign(
        [each],
        { runs: runs(RUNS[name]), seed: 20_261_121 },
        () => undefined,
      );
      expect(found).to.deep.equal([]);
      expect(counts[name]).to.include.keys(...OUTCOMES[name]);
    });
  }
});
