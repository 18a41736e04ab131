import { expect } from "chai";
import { MODULES } from "../../stacks/snowflake-to-postgres/names.ts";
import { PRIMARY, SECOND, STAGING } from "../stacks/fixtures.ts";
import { production, SOURCES } from "../stacks/snowflake-to-postgres/fixtures.ts";
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

  it("[I-35, I-42] destroys the modules of snowflake-to-postgres in the reverse order, the network last", async () => {
    const differs = { environments: [], literals: [production()], sources: SOURCES };
    const { out } = await operate(["order", "production", "--json"], NO_AWS, differs);
    const { deploy, destroy } = JSON.parse(out) as { deploy: { stack: string; after: string[] }[]; destroy: string[] };
    const module = (name: string) => `production-us-west-2-snowflake-to-postgres-${name}`;
    expect(destroy).to.deep.equal([...MODULES.map(module).reverse(), "production-us-west-2-network"]);
    expect(deploy.map(({ stack }) => stack)).to.deep.equal([...destroy].reverse());
    for (const { stack, after } of deploy)
      for (const needed of after) expect(destroy.indexOf(needed), needed).to.be.above(destroy.indexOf(stack));
  });

  it("exits with 2 on an unknown name, and says which was probably meant", async () => {
    const { code, err } = await order("produktion");
    expect(code).to.equal(2);
    expect(err).to.include("Did you mean production?");
  });
});
