import { expect } from "chai";
import { needsThread } from "../../../../functions/cleaner/gunzip/needs-thread.ts";

describe("A RAW file", () => {
  it("is inflated on a thread of its own from 8 MB on, if there is a second processor", () => {
    const limit = 8 * 1024 * 1024;
    expect(needsThread(limit, 2)).to.equal(true);
    expect(needsThread(limit - 1, 2)).to.equal(false);
    expect(needsThread(limit, 1)).to.equal(false);
  });
});
