import { expect } from "chai";
import { type CleanerEnvironment, readEnvironment, toEnvironment } from "../../../functions/cleaner/environment.ts";
import { SETTINGS } from "./settings.ts";

describe("The cleaner's environment", () => {
  const settings: CleanerEnvironment = { ...SETTINGS, passOp: false, cleanNames: "same-name" };

  it("is read back as it was written", () => {
    expect(readEnvironment(toEnvironment(settings))).to.deep.equal(settings);
    const { rawBucket: _, ...anyBucket } = settings;
    expect(readEnvironment(toEnvironment(anyBucket))).to.deep.equal(anyBucket);
  });

  it("stays far below Lambda's limit of 4 KB", () => {
    expect(JSON.stringify(toEnvironment(settings)).length).to.be.below(1024);
  });

  it("is refused with all missing and wrong variables at once", () => {
    const { RAW_PREFIX: _, ...variables } = toEnvironment(settings);
    expect(() => readEnvironment({ ...variables, CLEAN_PREFIX: "", PASS_OP: "yes", CLEAN_NAMES: "" })).to.throw(
      "RAW_PREFIX is not set; CLEAN_PREFIX is not set; PASS_OP must be one of true, false; CLEAN_NAMES must be one of versioned, same-name",
    );
  });
});
