import { expect } from "chai";
import { SOURCES } from "../../contracts/index.ts";
import { checkSnowflake } from "../../stacks/checks/check-snowflake.ts";
import type { Environment } from "../../stacks/environment.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import type { ShareSettings, SnowflakeSettings } from "../../warehouse/snowflake/settings.ts";
import { check } from "./check.ts";
import { literalOf, PRIMARY, SECOND, STAGING, SWITCHED_OFF, withoutRemedy } from "./fixtures.ts";

const USER = "arn:aws:iam::444455556666:user/fixture";
const SHARE: ShareSettings = { accounts: ["PARTNERORG.PARTNER"], views: "all" };

const with_ = (environment: MongodbToSnowflake, snowflake: SnowflakeSettings): MongodbToSnowflake => {
  return { ...environment, snowflake };
};
const problemsOf = (environments: readonly MongodbToSnowflake[]) => check(environments).map(withoutRemedy);

/** Title, Snowflake's settings, and the one problem that must be found. */
const ALONE: readonly (readonly [title: string, snowflake: SnowflakeSettings, where: string, problem: string])[] = [
  [
    "an account's address",
    { account: "myorg-myaccount.snowflakecomputing.com" },
    "account",
    '"myorg-myaccount.snowflakecomputing.com" is not an account of an organization',
  ],
  [
    "a share that nobody reads",
    { shares: { PARTNER: { ...SHARE, accounts: [] } } },
    "shares.PARTNER.accounts",
    "nobody could read it",
  ],
  [
    "a kind in clear that no contract has",
    { shares: { PARTNER: { ...SHARE, clear: ["pii email"] } } },
    "shares.PARTNER.clear",
    "no contract has a field of pii email",
  ],
  ["an account's locator", { account: "xy12345" }, "account", '"xy12345" is not an account of an organization'],
  ...(["user", "database", "warehouse", "ownerRole"] as const).flatMap((name) =>
    ["with-hyphen", "1st", 'quo"te', "table", "Database", "left", "", "a".repeat(101)].map(
      (text) =>
        [
          `"${text}" as a name of ${name}`,
          { [name]: text },
          name,
          `"${text}" can't be a name in Snowflake without quotes`,
        ] as const,
    ),
  ),
  ...[
    "444455556666",
    "arn:aws:iam::444455556666:role/a",
    "arn:aws:iam::444455556666:root",
    "arn:aws:iam::*:user/a",
  ].map(
    (arn) =>
      [
        `${arn} as an IAM user`,
        { iamUserArn: arn },
        "iamUserArn",
        `"${arn}" is not the ARN of Snowflake's IAM user`,
      ] as const,
  ),
  [
    "an IAM user of the stacks' own account, whose keys would open CLEAN",
    { iamUserArn: "arn:aws:iam::111122223333:user/me" },
    "iamUserArn",
    `"arn:aws:iam::111122223333:user/me" is not the ARN of Snowflake's IAM user`,
  ],
  [
    "an external id that AWS refuses",
    { iamUserArn: USER, notifications: { externalId: "two words" } },
    "notifications.externalId",
    "not an external id",
  ],
  [
    "notifications without an IAM user",
    { notifications: { externalId: "MYACCOUNT_SFCRole=2_a/b+c=" } },
    "notifications.iamUserArn",
    "no IAM user: nobody could assume the role that publishes",
  ],
  [
    "notifications that are switched off without a reason",
    { notifications: { none: " " } },
    "notifications.none",
    "there is no reason",
  ],
  ["no day for superseded rows", { landingDays: 0 }, "landingDays", "0 is out of range"],
  ["half a day", { landingDays: 1.5 }, "landingDays", "1.5 is out of range"],
  [
    "a share whose name is reserved",
    { shares: { Table: SHARE } },
    "shares.Table",
    `"Table" can't be a name in Snowflake without quotes`,
  ],
  [
    "two shares of one name",
    { shares: { PARTNER: SHARE, partner: SHARE } },
    "shares.PARTNER",
    "two shares have this name: case means nothing in Snowflake",
  ],
  [
    "a consumer without its organization",
    { shares: { PARTNER: { ...SHARE, accounts: ["PARTNER"] } } },
    "shares.PARTNER.accounts",
    '"PARTNER" is not an account that can read a share',
  ],
  ...["tickets", "legion/nothing", "desk/tickets", "legion/tickets/array_x", "legion.tickets"].map(
    (view) =>
      [
        `a share of ${view}`,
        { shares: { PARTNER: { ...SHARE, views: ["legion/invoices", view] } } },
        "shares.PARTNER.views",
        `"${view}" is not in the contracts`,
      ] as const,
  ),
];

describe("the check of Snowflake's settings", () => {
  it("accepts every form that Snowflake does", () => {
    const snowflake: SnowflakeSettings = {
      account: "myorg-my_account",
      user: "_runner_1",
      database: "Wells",
      iamUserArn: USER,
      notifications: { externalId: "MYACCOUNT_SFCRole=2_a/b+c=" },
      landingDays: 1,
      shares: { PARTNER: { ...SHARE, views: ["legion/tickets"], clear: [] }, OTHER: SHARE },
    };
    expect(problemsOf([with_(PRIMARY, snowflake)])).to.deep.equal([]);
    expect(problemsOf([with_(PRIMARY, {})])).to.deep.equal([]);
  });

  for (const [title, snowflake, where, problem] of ALONE)
    it(`finds ${title}`, () => {
      const found = problemsOf([with_(PRIMARY, snowflake)]);
      expect(found).to.deep.equal([{ where: `production-us-west-2.snowflake.${where}`, problem }]);
    });

  it("finds a kind of personal data that is not on the list", () => {
    const snowflake = { shares: { PARTNER: { ...SHARE, clear: ["pii mail"] } } } as unknown as SnowflakeSettings;
    expect(check([with_(PRIMARY, snowflake)])).to.deep.equal([
      {
        where: "production-us-west-2.snowflake.shares.PARTNER.clear.0",
        problem: "not a value that the setting takes",
        remedy: 'write a tag and one of its kinds, of contracts/kinds.ts: "pii email"',
      },
    ]);
  });
});

describe("the check of Snowflake's settings in several environments", () => {
  const NEAR: MongodbToSnowflake = { ...STAGING, region: "eu-west-1", databases: SWITCHED_OFF.databases };

  it("finds an environment of several stacks, none of them the primary, that does not say which makes the roles", () => {
    const problem = "several stacks, and none is the primary: which one makes the roles that Snowflake assumes?";
    expect(problemsOf([PRIMARY, STAGING, NEAR])).to.deep.equal([
      { where: "staging-us-west-2.snowflake.region", problem },
    ]);
    const named = [STAGING, NEAR].map((each) => with_(each, { ...STAGING.snowflake, region: "eu-west-1" }));
    expect(problemsOf([PRIMARY, ...named])).to.deep.equal([]);
    const without = [STAGING, NEAR].map(({ snowflake: _none, ...rest }) => rest);
    expect(problemsOf([PRIMARY, ...without]), "nothing is open to Snowflake").to.deep.equal([]);
  });

  it("finds a region without a stack", () => {
    expect(problemsOf([PRIMARY, with_(STAGING, { ...STAGING.snowflake, region: "us-east-1" })])).to.deep.equal([
      {
        where: "staging-us-west-2.snowflake.region",
        problem: 'no stack of the environment is in "us-east-1"',
      },
    ]);
  });

  it("finds failures of pipes that are to be published, where alarms notify nobody", () => {
    const published = { ...STAGING.snowflake, iamUserArn: USER, notifications: { externalId: "an_id" } };
    expect(problemsOf([PRIMARY, with_(STAGING, published)])).to.deep.equal([
      {
        where: "staging-us-west-2.snowflake.notifications",
        problem: "this stack's alarms notify nobody, so there is no topic",
      },
    ]);
  });

  it("finds a region that differs from the others of its environment, also one that has none", () => {
    for (const second of [SECOND, with_(SECOND, { landingDays: 30 })])
      expect(problemsOf([with_(PRIMARY, {}), second, STAGING])).to.deep.equal([
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
    expect(problemsOf([PRIMARY, with_(STAGING, { database: "clearwell_production" })])).to.deep.equal(found);
    const [one, two] = ["myorg-my_account", "MYORG-MY-ACCOUNT"] as const;
    expect(
      problemsOf([
        with_(PRIMARY, { account: one }),
        with_(STAGING, { account: two, database: "Clearwell_Production" }),
      ]),
      "the same account, written in another way",
    ).to.deep.equal(found);
    expect(
      problemsOf([with_(PRIMARY, { account: one }), with_(STAGING, { database: "CLEARWELL_PRODUCTION" })]),
      "an account that is not written down may be the same",
    ).to.deep.equal(found);
  });

  it("accepts one name in two accounts", () => {
    const shared = { database: "WELLS", shares: { PARTNER: SHARE } };
    const environments = [
      with_(PRIMARY, { ...shared, account: "myorg-production" }),
      with_(STAGING, { ...shared, account: "myorg-staging" }),
    ];
    expect(problemsOf(environments)).to.deep.equal([]);
  });

  it("finds a user and an owner role that two environments of an account share", () => {
    for (const name of ["user", "ownerRole"] as const) {
      const environments = [with_(PRIMARY, { [name]: "SAME" }), with_(STAGING, { [name]: "same" })];
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
      with_(PRIMARY, { shares: { PARTNER: SHARE } }),
      with_(STAGING, { shares: { partner: SHARE } }),
    ];
    expect(problemsOf(environments)).to.deep.equal([
      {
        where: "staging-us-west-2.snowflake.shares.PARTNER",
        problem: "production has a share of this name, and an account has each name once",
      },
    ]);
  });

  it("lets a share name the views of a star, and not its tables, which readers don't see", () => {
    const views = [
      "video/dim_date",
      "video/dim_customer",
      "video/fact_transaction",
      "video/customers",
      "video/fact_refund",
    ];
    const environment = {
      ...literalOf(PRIMARY),
      snowflake: { shares: { PARTNER: { ...SHARE, views } } },
    } as unknown as Environment;
    expect(checkSnowflake(environment, SOURCES).map(({ problem }) => problem)).to.deep.equal([
      '"video/customers" is not in the contracts',
      '"video/fact_refund" is not in the contracts',
    ]);
  });
});
