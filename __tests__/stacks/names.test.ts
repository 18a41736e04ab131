import { expect } from "chai";
import { placeOf } from "../../stacks/names.ts";

describe("The environment of a stack", () => {
  const SHORT = { environment: "a", region: "us-west-2" };
  const LONG = { environment: "a-us-west-2-b", region: "us-east-1" };
  const BOTH = [SHORT, LONG];

  it("is that with whose name and region its id begins", () => {
    expect(placeOf("a-us-west-2", BOTH)).to.equal(SHORT);
    expect(placeOf("a-us-west-2-network", BOTH)).to.equal(SHORT);
    expect(placeOf("a-us-west-20", BOTH)).to.equal(undefined);
  });

  it("is the one with the longer name if two fit", () => {
    expect(placeOf("a-us-west-2-b-us-east-1", BOTH)).to.equal(LONG);
    expect(placeOf("a-us-west-2-b-us-east-1-network", BOTH.toReversed())).to.equal(LONG);
  });
});
