import { expect } from "chai";
import { SOURCES } from "../../contracts/index.ts";
import { checkSnowflake } from "../../stacks/checks/check-snowflake.ts";
import type { Environment } from "../../stacks/environment.ts";
import type { SnowflakeSettings } from "../../warehouse/snowflake/settings.ts";
import { check } from "./check.ts";
import { problemsOf, SHARE, USER, withSnowflake } from "./check-snowflake.ts";
import { literalOf, PRIMARY } from "./fixtures.ts";

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
    expect(problemsOf([withSnowflake(PRIMARY, snowflake)])).to.deep.equal([]);
    expect(problemsOf([withSnowflake(PRIMARY, {})])).to.deep.equal([]);
  });

  for (const [title, snowflake, where, problem] of ALONE)
    it(`finds ${title}`, () => {
      const found = problemsOf([withSnowflake(PRIMARY, snowflake)]);
      expect(found).to.deep.equal([{ where: `production-us-west-2.snowflake.${where}`, problem }]);
    });

  it("finds a kind of personal data that is not on the list", () => {
    const snowflake = { shares: { PARTNER: { ...SHARE, clear: ["pii mail"] } } } as unknown as SnowflakeSettings;
    expect(check([withSnowflake(PRIMARY, snowflake)])).to.deep.equal([
      {
        where: "production-us-west-2.snowflake.shares.PARTNER.clear.0",
        problem: "not a value that the setting takes",
        remedy: 'write a tag and one of its kinds, of contracts/kinds.ts: "pii email"',
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
