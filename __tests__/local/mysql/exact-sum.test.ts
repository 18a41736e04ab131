import { expect } from "chai";
import { exactSum, scaleOf } from "../../../local/mysql/exact-sum.ts";

describe("The sum of decimal numbers", () => {
  it("has every digit, where numbers of JavaScript lose some", () => {
    expect(exactSum(["0.10", "0.20"], 2)).to.equal("0.30");
    expect(exactSum(["999999999999999999.99", "0.01"], 2)).to.equal("1000000000000000000.00");
    expect(exactSum(["9007199254740993", "1"], 0)).to.equal("9007199254740994");
  });

  it("takes numbers with fewer digits behind the point, negative ones, and none for NULL", () => {
    expect(exactSum(["1.5", "-2", null], 2)).to.equal("-0.50");
    expect(exactSum([], 2)).to.equal("0.00");
  });

  it("knows the digits from a contract's type", () => {
    expect([scaleOf("decimal(20,2)"), scaleOf("integer")]).to.deep.equal([2, 0]);
  });
});
