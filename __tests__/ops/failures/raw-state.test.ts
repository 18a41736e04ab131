import { expect } from "chai";
import { rawState } from "../../../ops/failures/raw-state.ts";

describe("Whether RAW still has what failed", () => {
  const object = { bucket: "raw", key: "a", etag: "e1" };
  const at = (etag: string, time = "2026-02-22T10:15:00Z") => ({ etag, lastModified: new Date(time) });

  it("depends on the version; it expires by S3's rule: days from its creation, rounded up to midnight", () => {
    expect(rawState(object, at("e1"), 7)).to.deep.equal({ state: "there", expires: new Date("2026-03-02T00:00:00Z") });
    expect(rawState(object, at("e1", "2026-02-22T00:00:00Z"), 1).expires).to.deep.equal(
      new Date("2026-02-23T00:00:00Z"),
    );
  });

  it("is overwritten if the key has a newer version", () => {
    expect(rawState(object, at("e2"), 7)).to.deep.equal({
      state: "overwritten",
      expires: new Date("2026-03-02T00:00:00Z"),
    });
  });

  it("is there for any version, if the failure names none", () => {
    expect(rawState({ ...object, etag: undefined }, at("e2"), 7).state).to.equal("there");
  });

  it("is gone if the key is gone", () => {
    expect(rawState(object, undefined, 7)).to.deep.equal({ state: "gone" });
  });
});
