import { expect } from "chai";
import { fits, typeOfSeen } from "../../../functions/process/fits.ts";

describe("A 64-bit integer", () => {
  it("is a double only if it has at most 15 digits, which a double always keeps", () => {
    expect(fits("DOUBLE PRECISION", "long", { longDigits: 15 })).to.equal(true);
    expect(fits("DOUBLE PRECISION", "long", { longDigits: 16, digitsBefore: 1, digitsAfter: 1 })).to.equal(false);
    expect(fits("BIGINT", "long", { longDigits: 19 })).to.equal(true);
  });

  it("and a fraction have a common type if no digit is lost", () => {
    const seen = (longDigits: number) => ({
      types: { double: 1, long: 1 },
      digitsBefore: 1,
      digitsAfter: 1,
      longDigits,
    });
    expect(typeOfSeen(seen(5))).to.equal("DOUBLE PRECISION");
    expect(typeOfSeen(seen(16)), "somebody has to decide").to.equal(undefined);
  });
});
