import { readFileSync } from "node:fs";
import { expect } from "chai";
import { goldenFiles } from "./golden/golden-files.ts";

describe("Redshift's SQL", () => {
  for (const [name, text] of Object.entries(goldenFiles())) {
    it(`is as reviewed: ${name} (npx tsx __tests__/warehouse/redshift/golden/write.ts writes it)`, () => {
      expect(text).to.equal(readFileSync(new URL(`golden/${name}`, import.meta.url), "utf8"));
    });
  }
});
