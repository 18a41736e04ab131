import { expect } from "chai";
import { isWithin, pathFrom } from "../../local/path.ts";

describe("A path for display", () => {
  it("is relative to the folder in which the command was called, unless it is outside of it", () => {
    expect(pathFrom("/home/ann", "/home/ann/clearwell/pipeline-out")).to.equal("clearwell/pipeline-out");
    expect(pathFrom("/home/ann", "/home/ann")).to.equal(".");
    expect(pathFrom("/home/ann", "/home/bob")).to.equal("/home/bob");
    expect(pathFrom("/home/ann", "/home")).to.equal("/home");
  });

  it("is inside a folder even if its name begins with two dots, and not if only the text begins alike", () => {
    expect(isWithin("/out", "/out/..raw/in")).to.equal(true);
    expect(isWithin("/out", "/output")).to.equal(false);
  });
});
