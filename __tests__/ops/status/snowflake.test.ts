import { expect } from "chai";
import { ALLOW_LIST, STAGING } from "../../stacks/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate, withoutAccount } from "../operator.ts";
import type { FakeWarehouse } from "../warehouse/fake-warehouse.ts";
import { healthyWarehouse } from "../warehouse/healthy.ts";
import { ENVIRONMENTS } from "../warehouse/world.ts";
import { fakeStacks } from "./fake-stacks.ts";

describe("ops status, where Snowflake is set up", () => {
  let aws: FakeAws;
  let warehouse: FakeWarehouse;
  beforeEach(async () => {
    aws = await startFakeAws();
    fakeStacks(aws);
    warehouse = await healthyWarehouse(ALLOW_LIST);
  });
  afterEach(() => aws.close());
  const status = (...args: string[]) =>
    operate(["status", ...args], aws.endpoint, {
      environments: [...ENVIRONMENTS, withoutAccount(STAGING)],
      snowflake: warehouse.connect,
    });

  it("checks it once for all stacks of an environment", async () => {
    const { code, out, err } = await status();
    expect(code, out + err).to.equal(0);
    expect(out)
      .to.match(/^ +Snowflake +as declared +as declared +- *$/m)
      .and.match(/All well\.$/);
    expect(warehouse.statements.filter((sql) => sql.startsWith("SHOW SHARES"))).to.have.length(1);
    expect(warehouse.sessions).to.equal(0);
  });

  it("exits with 1 if something is wrong there, and says what", async () => {
    warehouse.on(/^SHOW GRANTS TO SHARE/, []);
    const { code, out } = await status("production-us-west-2");
    expect(code).to.equal(1);
    expect(out).to.include("3 problems").and.include("\nSnowflake, production\n  share PARTNER: lacks");
    const { snowflake } = JSON.parse((await status("production-us-west-2", "--json")).out);
    expect(snowflake).to.have.length(1);
    expect(snowflake[0]).to.deep.include({ environment: "production", stacks: ["production-us-west-2"] });
  });

  it("still shows the stacks if it can't log in", async () => {
    warehouse.fails(/^SHOW TABLES/, "002043", "Object does not exist");
    const { code, out } = await status("production-us-west-2");
    expect(code).to.equal(1);
    expect(out)
      .to.match(/^ +Snowflake +\?$/m)
      .and.match(/^ +task +running$/m);
    expect(out).to.include("account.sql");
  });
});
