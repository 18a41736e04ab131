import { expect } from "chai";
import { snowflakeIn } from "../../../warehouse/snowflake/settings.ts";

describe("Snowflake's settings", () => {
  it("have a default for every name, all from the environment's", () => {
    expect(snowflakeIn({ environment: "pre-production" })).to.deep.equal({
      user: "CLEARWELL_PRE_PRODUCTION_RUNNER",
      database: "CLEARWELL_PRE_PRODUCTION",
      warehouse: "CLEARWELL_PRE_PRODUCTION_WH",
      ownerRole: "CLEARWELL_PRE_PRODUCTION_OWNER",
      shares: {},
    });
  });

  it("derive the other names from a database that is given", () => {
    const { user, warehouse, ownerRole } = snowflakeIn({ environment: "staging", snowflake: { database: "wells" } });
    expect([user, warehouse, ownerRole]).to.deep.equal(["WELLS_RUNNER", "WELLS_WH", "WELLS_OWNER"]);
  });

  it("give names in upper case, as Snowflake stores them, and keep what is not a name as it is written", () => {
    const { shares, account, ...names } = snowflakeIn({
      environment: "staging",
      snowflake: {
        account: "myorg-myaccount",
        user: "runner",
        database: "wells",
        warehouse: "small",
        ownerRole: "owner",
        shares: { partner: { accounts: ["Org.Acct"], views: ["legion/orders"] } },
      },
    });
    expect(names).to.deep.equal({ user: "RUNNER", database: "WELLS", warehouse: "SMALL", ownerRole: "OWNER" });
    expect(account).to.equal("myorg-myaccount");
    expect(shares).to.deep.equal({ PARTNER: { accounts: ["Org.Acct"], views: ["legion/orders"], clear: [] } });
  });
});
