import { expect } from "chai";
import { isWithin, pathFrom } from "../../local/path.ts";

describe("a path that is shown", () => {
  it("goes from the folder where the command was called, as long as it stays in there", () => {
    expect(pathFrom("/home/ann", "/home/ann/clearwell/pipeline-out")).to.equal("clearwell/pipeline-out");
    expect(pathFrom("/home/ann", "/home/ann")).to.equal(".");
    expect(pathFrom("/home/ann", "/home/bob")).to.equal("/home/bob");
    expect(pathFrom("/home/ann", "/home")).to.equal("/home");
  });

  it("is within a folder whatever its name begins with", () => {
    expect(isWithin("/out", "/out/..raw/in")).to.equal(true);
    expect(isWithin("/out", "/output")).to.equal(false);
  });
});
