import { expect } from "chai";
import { dollarsPerTerabyte } from "../../bench/lambda-cost.ts";
import { runRounds } from "../../bench/rounds.ts";
import { median, ratios } from "../../bench/statistics.ts";
import { measured } from "./results-fixture.ts";

describe("The arithmetic of the benchmark", () => {
  it("takes for the median the number in the middle, or the mean of the two in the middle", () => {
    expect(median([3, 1, 2])).to.equal(2);
    expect(median([4, 1, 3, 2])).to.equal(2.5);
    expect(() => median([])).to.throw(RangeError);
  });

  it("takes ratios round by round: a slow round is slow for both", () => {
    expect(ratios(measured([2, 20, 4]), measured([1, 10, 1]))).to.deep.equal({ median: 2, min: 2, max: 4 });
    expect(() => ratios(measured([1]), measured([1, 2]))).to.throw(RangeError);
  });

  it("prices the CPU seconds of all threads, or the wall time if that is longer", () => {
    const perSecond = 5_000 * (1769 / 1024) * 0.0000133334;
    expect(dollarsPerTerabyte({ seconds: 1, cpuSeconds: 1.5 }, 200e6)).to.be.closeTo(1.5 * perSecond, 1e-9);
    expect(dollarsPerTerabyte({ seconds: 2, cpuSeconds: 1.5 }, 200e6)).to.be.closeTo(2 * perSecond, 1e-9);
  });

  it("runs every peer once a round, and starts each round with another peer", async () => {
    const order: string[] = [];
    const start = async (peer: string) => {
      order.push(peer);
      return { seconds: order.length, cpuSeconds: 1, peakBytes: 1 };
    };
    const runs = await runRounds(["a", "b", "c"], 2, start, () => undefined);
    expect(order).to.deep.equal(["a", "b", "c", "b", "c", "a"]);
    expect(runs.get("a")?.map(({ seconds }) => seconds)).to.deep.equal([1, 6]);
  });
});
