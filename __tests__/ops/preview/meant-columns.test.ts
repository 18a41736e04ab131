import { expect } from "chai";
import { listAbsent, meantColumns } from "../../../ops/preview/meant-columns.ts";

describe("A listed column that a file lacks", () => {
  it("is the dropped one that differs in DMS's prefix, in letter case or in a letter", () => {
    const dropped = ["email", "array_segments", "oid_customer_id", "Tier", "stauts"];
    const meant = meantColumns(["segments", "customer_id", "tier", "status", "total"], dropped);
    expect(Object.fromEntries(meant)).to.deep.equal({
      segments: "array_segments",
      customer_id: "oid_customer_id",
      tier: "Tier",
      status: "stauts",
    });
  });

  it("may be an object that DMS has flattened", () => {
    expect(meantColumns(["adress"], ["address.country"]).get("adress")).to.equal("address");
    expect(meantColumns(["address.contry"], ["address.country"]).get("address.contry")).to.equal("address.country");
  });

  it("is never shown if its name may be personal", () => {
    expect(meantColumns(["ann"], ["ann@", "añn", "a nn", "anna\u001b"]).size).to.equal(0);
  });

  it("is looked for among the first thousand names of a flattened map only", () => {
    const many = Array.from({ length: 1000 }, (_, index) => `map.${index}`);
    expect(meantColumns(["segments"], ["array_segments", ...many]).size).to.equal(1);
    expect(meantColumns(["segments"], [...many, "array_segments"]).size).to.equal(0);
  });

  it("is one of fifty at most that are listed", () => {
    const many = Array.from({ length: 1052 }, (_, index) => `field${index}`);
    expect(listAbsent(many, [])).to.match(/^field0, .*, field49, … 1,002 more$/);
    expect(listAbsent(many.slice(0, 50), [])).to.match(/, field49$/);
  });

  it("is listed with what was meant", () => {
    expect(listAbsent(["segments", "total"], ["array_segments"])).to.equal(
      "segments (did you mean array_segments?), total",
    );
  });
});
