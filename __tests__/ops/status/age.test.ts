import { expect } from "chai";
import { age } from "../../../ops/status/age.ts";

describe("an age", () => {
  const now = new Date("2026-11-21T12:00:00Z");
  const minutesAgo = (minutes: number) => age(new Date(now.getTime() - minutes * 60_000), now);

  it("is in the unit that people would use", () => {
    expect([0, 0.9, 3.5, 119].map(minutesAgo)).to.deep.equal(["0 min", "0 min", "3 min", "119 min"]);
    expect([120, 47.9 * 60].map(minutesAgo)).to.deep.equal(["2 h", "47 h"]);
    expect([48, 7 * 24].map((hours) => minutesAgo(hours * 60))).to.deep.equal(["2 d", "7 d"]);
  });

  it("is zero for a time in the future, from another machine's clock", () => {
    expect(minutesAgo(-5)).to.equal("0 min");
  });
});
