import { expect } from "chai";
import { plantedUpload } from "../../fuzz/planted/planted-upload.ts";
import { tryPlanted } from "../../fuzz/planted/try-planted.ts";
import { runTrial } from "../../fuzz/run-trial.ts";
import { trial } from "../../fuzz/trial.ts";
import { sample } from "../thoroughness.ts";
import { LEAKS } from "./deliberate-leaks.ts";
import { OLD_FAULTS } from "./old-faults.ts";

describe("A deliberate leak is found:", () => {
  for (const { title, handle, finding } of [...sample(LEAKS), ...sample(OLD_FAULTS)]) {
    it(title, async () => {
      const leaky = trial(
        { name: "planted", promise: "", share: 1 },
        plantedUpload(),
        (each) => tryPlanted(each, handle),
        () => "",
      );
      const found = await runTrial(leaky, { runs: 1000, seed: 20_261_121 }, () => undefined);
      expect(found?.finding)
        .to.match(finding)
        .and.not.match(/[QXZJVKW]{5}/);
    });
  }
});
