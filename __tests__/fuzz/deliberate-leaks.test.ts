import { expect } from "chai";
import { markedUpload } from "../../fuzz/marks/marked-upload.ts";
import { tryMarked } from "../../fuzz/marks/try-marked.ts";
import { runTrial } from "../../fuzz/run-trial.ts";
import { trial } from "../../fuzz/trial.ts";
import { LEAKS } from "./deliberate-leaks.ts";
import { OLD_FAULTS } from "./old-faults.ts";

describe("A leak that was put in on purpose is found:", () => {
  for (const { title, handle, finding } of [...LEAKS, ...OLD_FAULTS]) {
    it(title, async () => {
      const leaky = trial(
        { name: "marks", promise: "", share: 1 },
        markedUpload(),
        (each) => tryMarked(each, handle),
        () => "",
      );
      const found = await runTrial(leaky, { runs: 1000, seed: 20_261_121 }, () => undefined);
      expect(found?.finding)
        .to.match(finding)
        .and.not.match(/[QXZJVKW]{5}/);
    });
  }
});
