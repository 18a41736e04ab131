import { expect } from "chai";
import { bytes, dollars, duration } from "../../../ops/replay/amounts.ts";
import { estimate } from "../../../ops/replay/estimate.ts";

const MB = 1e6;
const WORKERS = { atOnce: 10, memoryMb: 3538 };

describe("The estimate of a replay", () => {
  const hundred = Array.from({ length: 100 }, () => 10 * MB);

  it("divides the time by the objects that are cleaned at the same time", () => {
    expect(estimate(hundred, 0, WORKERS).seconds).to.be.closeTo((100 * (10 / 5 + 0.5)) / 10, 0.001);
    expect(estimate(hundred, 0, { ...WORKERS, atOnce: 5 }).seconds).to.be.closeTo(50, 0.001);
  });

  it("is never less than the time of the largest object", () => {
    expect(estimate([500 * MB, MB], 0, WORKERS).seconds).to.be.closeTo(100.5, 0.001);
  });

  it("is longer with less memory, which has less processor, and not shorter with more", () => {
    expect(estimate([10 * MB], 0, { ...WORKERS, memoryMb: 1769 }).seconds).to.be.closeTo(4.5, 0.001);
    expect(estimate([10 * MB], 0, { ...WORKERS, memoryMb: 10_240 }).seconds).to.be.closeTo(2.5, 0.001);
  });

  it("has the cost of the function's seconds, of Step Functions' transitions and of S3's requests", () => {
    const lambda = 100 * 2.5 * (3538 / 1024) * 0.0000133334 + (100 * 0.2) / 1e6;
    const steps = (100 * 4 * 0.025) / 1000;
    const requests = ((100 * 3 + 100 * 2) * 0.005) / 1000;
    expect(estimate(hundred, 0, WORKERS).dollars).to.be.closeTo(lambda + steps + requests, 1e-9);
  });

  it("is more if other objects are listed and skipped", () => {
    const [alone, among] = [estimate(hundred, 0, WORKERS), estimate(hundred, 10_000, WORKERS)];
    expect(among.seconds).to.be.above(alone.seconds);
    expect(among.dollars - alone.dollars).to.be.closeTo((10_000 * 4 * 0.025) / 1000, 1e-9);
  });

  it("is zero for no objects", () => {
    expect(estimate([], 0, WORKERS)).to.deep.equal({ seconds: 0, dollars: 0 });
  });

  it("is shown in units that people use", () => {
    expect([0, 999, 1_500, 39e6, 1.5e9, 2e15].map(bytes)).to.deep.equal([
      "0 bytes",
      "999 bytes",
      "1.5 KB",
      "39 MB",
      "1.5 GB",
      "2000 TB",
    ]);
    expect([0.2, 89, 91, 5399, 12_600].map(duration)).to.deep.equal(["1 s", "89 s", "2 min", "90 min", "3.5 h"]);
    expect([0.001, 0.126, 12].map(dollars)).to.deep.equal(["less than $0.01", "$0.13", "$12.00"]);
  });
});
