import { expect } from "chai";
import { PRIMARY, SECOND, STAGING } from "../stacks/fixtures.ts";
import { operate } from "./operator.ts";

const NO_AWS = "http://127.0.0.1:9";

describe("ops order", () => {
  const environments = [SECOND, STAGING, PRIMARY];
  const order = (...args: string[]) => operate(["order", ...args], NO_AWS, { environments });

  it("shows the stacks of an environment in the order of deploys, then in reverse for taking them down", async () => {
    const { code, out } = await order("production");
    expect(code).to.equal(0);
    expect(out.split("\n").filter((line) => line.startsWith("  "))).to.deep.equal([
      "  production-us-west-2",
      "  production-us-east-1  (needs production-us-west-2)",
      "  production-us-east-1",
      "  production-us-west-2",
    ]);
  });

  it("names what a stack needs of another environment", async () => {
    expect(JSON.parse((await order("staging", "--json")).out)).to.deep.equal({
      deploy: [{ stack: "staging-us-west-2", after: ["production-us-west-2"] }],
      destroy: ["staging-us-west-2"],
    });
  });

  it("exits with 2 on an unknown name, and says which was probably meant", async () => {
    const { code, err } = await order("produktion");
    expect(code).to.equal(2);
    expect(err).to.include("Did you mean production?");
  });
});
