import { expect } from "chai";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { problemsOf, SHARE, USER, withSnowflake } from "./check-snowflake.ts";
import { PRIMARY, SECOND, STAGING, SWITCHED_OFF } from "./fixtures.ts";

describe("the check of Snowflake's settings in several environments", () => {
  const NEAR: MongodbToSnowflake = { ...STAGING, region: "eu-west-1", databases: SWITCHED_OFF.databases };

  it("finds an environment of several stacks, none of them the primary, that does not say which makes the roles", () => {
    const problem = "several stacks, and none is the primary: which one makes the roles that Snowflake assumes?";
    expect(problemsOf([PRIMARY, STAGING, NEAR])).to.deep.equal([
      { where: "staging-us-west-2.snowflake.region", problem },
    ]);
    const named = [STAGING, NEAR].map((each) => withSnowflake(each, { ...STAGING.snowflake, region: "eu-west-1" }));
    expect(problemsOf([PRIMARY, ...named])).to.deep.equal([]);
    const without = [STAGING, NEAR].map(({ snowflake: _none, ...rest }) => rest);
    expect(problemsOf([PRIMARY, ...without]), "nothing is open to Snowflake").to.deep.equal([]);
  });

  it("finds a region without a stack", () => {
    expect(problemsOf([PRIMARY, withSnowflake(STAGING, { ...STAGING.snowflake, region: "us-east-1" })])).to.deep.equal([
      {
        where: "staging-us-west-2.snowflake.region",
        problem: 'no stack of the environment is in "us-east-1"',
      },
    ]);
  });

  it("finds failures of pipes that are to be published, where alarms notify nobody", () => {
    const published = { ...STAGING.snowflake, iamUserArn: USER, notifications: { externalId: "an_id" } };
    expect(problemsOf([PRIMARY, withSnowflake(STAGING, published)])).to.deep.equal([
      {
        where: "staging-us-west-2.snowflake.notifications",
        problem: "this stack's alarms notify nobody, so there is no topic",
      },
    ]);
  });

  it("finds a region that differs from the others of its environment, also one that has none", () => {
    for (const second of [SECOND, withSnowflake(SECOND, { landingDays: 30 })])
      expect(problemsOf([withSnowflake(PRIMARY, {}), second, STAGING])).to.deep.equal([
        {
          where: "production-us-east-1.snowflake",
          problem:
            "differs from that of production-us-west-2, and all regions of an environment load into the same tables",
        },
      ]);
  });

  it("finds a database that two environments of an account share, in any case, also if it is one's default", () => {
    const found = [
      {
        where: "staging-us-west-2.snowflake.database",
        problem: "CLEARWELL_PRODUCTION is also the database of production: their rows would mix",
      },
    ];
    expect(problemsOf([PRIMARY, withSnowflake(STAGING, { database: "clearwell_production" })])).to.deep.equal(found);
    const [one, two] = ["myorg-my_account", "MYORG-MY-ACCOUNT"] as const;
    expect(
      problemsOf([
        withSnowflake(PRIMARY, { account: one }),
        withSnowflake(STAGING, { account: two, database: "Clearwell_Production" }),
      ]),
      "the same account, written in another way",
    ).to.deep.equal(found);
    expect(
      problemsOf([
        withSnowflake(PRIMARY, { account: one }),
        withSnowflake(STAGING, { database: "CLEARWELL_PRODUCTION" }),
      ]),
      "an account that is not written down may be the same",
    ).to.deep.equal(found);
  });

  it("accepts one name in two accounts", () => {
    const shared = { database: "WELLS", shares: { PARTNER: SHARE } };
    const environments = [
      withSnowflake(PRIMARY, { ...shared, account: "myorg-production" }),
      withSnowflake(STAGING, { ...shared, account: "myorg-staging" }),
    ];
    expect(problemsOf(environments)).to.deep.equal([]);
  });

  it("finds a user and an owner role that two environments of an account share", () => {
    for (const name of ["user", "ownerRole"] as const) {
      const environments = [withSnowflake(PRIMARY, { [name]: "SAME" }), withSnowflake(STAGING, { [name]: "same" })];
      expect(problemsOf(environments)).to.deep.equal([
        {
          where: `staging-us-west-2.snowflake.${name}`,
          problem: "SAME is also that of production: the key of one would open the other",
        },
      ]);
    }
  });

  it("finds a share that two environments of an account would make", () => {
    const environments = [
      withSnowflake(PRIMARY, { shares: { PARTNER: SHARE } }),
      withSnowflake(STAGING, { shares: { partner: SHARE } }),
    ];
    expect(problemsOf(environments)).to.deep.equal([
      {
        where: "staging-us-west-2.snowflake.shares.PARTNER",
        problem: "production has a share of this name, and an account has each name once",
      },
    ]);
  });
});
