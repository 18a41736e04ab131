import { expect } from "chai";
import type { Sources, WatermarkSource } from "../../../contracts/source.ts";
import type { Star } from "../../../contracts/star.ts";
import { checkEnvironments } from "../../../stacks/checks/check-environments.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import type { LoginSettings, MysqlToSnowflakeSettings } from "../../../stacks/mysql-to-snowflake/settings.ts";
import { PIPELINES } from "../../../stacks/pipelines.ts";
import { production, SETTINGS, SOURCES, staging, WITH_OPTIONS, withShop } from "./fixtures.ts";

const SHOP = SETTINGS.databases.shop as NonNullable<typeof SETTINGS.databases.shop>;

const WRONG: readonly (readonly [
  settings: Partial<MysqlToSnowflakeSettings> | object,
  where: string,
  problem: RegExp,
])[] = [
  [{ databases: {} }, "databases", /no database is read/],
  [{ databases: { shopp: SHOP } }, "databases.shopp", /not a database .* read by a watermark/],
  [{ stampSuffix: "-A" }, "stampSuffix", /can't end a bucket's name/],
  [{ streamBucket: "Stream" }, "streamBucket", /can't be a bucket's name/],
  [{ streamBucket: "x".repeat(60) }, "streamBucket", /the bucket's name has 81 characters/],
  [withShop({ tables: [] }), "databases.shop.tables", /no table is read/],
  [withShop({ tables: ["person"] }), "databases.shop.tables", /"person" is not a table/],
  [withShop({ tables: ["people", "people"] }), "databases.shop.tables", /named twice/],
  [withShop({ everyMinutes: 0 }), "databases.shop.everyMinutes", /out of range/],
  [withShop({ everyMinutes: 61, behindMinutes: 183 }), "databases.shop.everyMinutes", /out of range/],
  [withShop({ behindMinutes: 14 }), "databases.shop.behindMinutes", /14 is out of range/],
  [withLogin({ host: "10.0.0.1" }), "databases.shop.login.host", /not a DNS name/],
  [withLogin({ port: 0 }), "databases.shop.login.port", /out of range/],
  [withLogin({ user: "*" }), "databases.shop.login.user", /not a user's name/],
  [withLogin({ resourceId: "shop" }), "databases.shop.login.resourceId", /not a resource id/],
  [withShop({ login: { secretArn: "arn" } }), "databases.shop.login.secretArn", /not in the stack's region/],
  [withShop({ login: {} as LoginSettings }), "databases.shop.login", /not a value/],
  [withShop({ ca: "PEM" }), "databases.shop.ca", /not certificates in PEM/],
  [
    withShop({ ca: `-----BEGIN CERTIFICATE-----\n${"x".repeat(4000)}\n-----END CERTIFICATE-----` }),
    "databases.shop.ca",
    /have \d+ bytes, Lambda accepts 4096/,
  ],
  [
    withShop({ reach: { securityGroupId: "sg", port: 3306 } }),
    "databases.shop.reach.securityGroupId",
    /"sg" is not an id/,
  ],
  [withShop({ reach: { securityGroupId: "sg-0e11111111111111e", port: 0 } }), "databases.shop.reach.port", /range/],
  [withShop({ reach: { cidr: "0.0.0.0/0", port: 1, why: "x" } }), "databases.shop.reach", /not a range/],
  [{ capacity: { shards: 0 } }, "capacity.shards", /out of range/],
  [{ capacity: "large" as "on-demand" }, "capacity", /not a value/],
  [{ streamKeyArn: "alias/x" }, "streamKeyArn", /not the ARN of a key/],
  [{ snowpipeSqsArn: "arn:aws:sqs:us-east-1:444455556666:sf" }, "snowpipeSqsArn", /not a standard SQS queue/],
  [{ notifications: { externalId: "two words" } }, "notifications.externalId", /not an external id/],
  [{ retention: { ...SETTINGS.retention, dataDays: 1 } }, "retention.dataDays", /out of range/],
  [{ retention: { ...SETTINGS.retention, errorDays: 0 } }, "retention.errorDays", /out of range/],
  [{ retention: { ...SETTINGS.retention, streamHours: 23 } }, "retention.streamHours", /out of range/],
  [{ producerNetwork: { vpc: "shared", endpoints: "make" } }, "producerNetwork", /has no network/],
  [
    { producerNetwork: { vpcId: "vpc-0a11111111111111a", subnetIds: [], endpoints: "make" } },
    "producerNetwork.subnetIds",
    /no subnet/,
  ],
  [{ producerNetwork: { ...SETTINGS.producerNetwork, vpcId: "vpc" } }, "producerNetwork.vpcId", /not an id/],
  [{ budget: { monthlyUsd: 0 } }, "budget.monthlyUsd", /out of range/],
  [{ mails: { from: "ann", to: ["bo@fixture.example"] } }, "mails.from", /not a mail address/],
  [{ mails: { none: "" } }, "mails.none", /there is no reason/],
  [{ mails: { ...SETTINGS.mails, docs: "docs/" } }, "mails.docs", /not the address of a folder/],
  [
    {
      mails: {
        ...{ from: "a@fixture.example", to: ["bo@fixture.example"] },
        watch: ["/aws/lambda/clearwell-production-us-west-2-mysql-mail"],
      },
    },
    "mails.watch[0]",
    /writes this log/,
  ],
  [{ mails: { from: "a@fixture.example" } as never }, "mails", /not a value/],
  [{ deployDms: true }, "deployDms", /no such setting/],
];

describe("The check of mysql-to-snowflake", () => {
  const found = (environments: readonly EnvironmentSettings[], sources = SOURCES) =>
    checkEnvironments(environments, sources, PIPELINES);
  const pathsOf = (problems: readonly { readonly where: string }[]) =>
    problems.map(({ where }) => where.replace("production-us-west-2.mysql-to-snowflake.", ""));

  it("accepts the settings, with and without those that may be absent", () => {
    expect(found([production(), staging()])).to.deep.equal([]);
    expect(found([production(WITH_OPTIONS)])).to.deep.equal([]);
  });

  for (const [settings, where, problem] of WRONG)
    it(`finds a mistake in ${where}: ${problem.source}`, () => {
      const [first, ...others] = found([production(settings)]);
      expect(others).to.deep.equal([]);
      expect(first?.where).to.equal(`production-us-west-2.mysql-to-snowflake.${where}`);
      expect(first?.problem).to.match(problem);
    });

  it("finds names that are too long in AWS, before AWS does", () => {
    const { shop } = SOURCES;
    const long = "a_shop_in_a_far_away_country";
    const problems = found([production({ databases: { [long]: SHOP } })], { [long]: shop } as typeof SOURCES);
    expect(pathsOf(problems)).to.deep.equal([
      ...[`databases.${long}`, `databases.${long}, table order_lines`, `databases.${long}, table people`],
    ]);
    expect(problems[0]?.problem).to.match(/has \d\d characters, of which 64 are allowed/);
  });

  it("finds two stacks of an environment with one database, whose rows would mix in Snowflake", () => {
    const other = { ...production({ stampSuffix: "-2" }), region: "us-east-1" } as EnvironmentSettings;
    expect(found([production(), other]).map(({ where }) => where)).to.include("production, shop");
  });

  it("finds a table that the star needs and the stack does not read", () => {
    const star: Star = {
      dimensions: { person: { table: "people", type: 1 } },
      facts: { line: { table: "order_lines", at: "updated_at", measures: [], by: {} } },
    };
    const sources: Sources = { ...SOURCES, shop: { ...(SOURCES.shop as WatermarkSource), star } };
    const tables = (names: readonly string[]) => pathsOf(found([production(withShop({ tables: names }))], sources));
    expect(tables(["order_lines"])).to.deep.equal(["databases.shop.tables"]);
    expect(tables(["order_lines", "people"])).to.deep.equal([]);
  });

  it("finds two stacks of a region that would make one sender's identity in SES", () => {
    const again = staging({ mails: SETTINGS.mails });
    expect(found([production(), again]).map(({ where }) => where)).to.deep.equal([
      "us-west-2, clearwell@fixture.example",
    ]);
    const elsewhere = found([production(), { ...again, region: "us-east-1" } as EnvironmentSettings]);
    expect(elsewhere.filter(({ problem }) => problem.includes("SES"))).to.deep.equal([]);
    expect(found([production(), staging({ mails: { none: "nobody looks" } })])).to.deep.equal([]);
  });
});

function withLogin(login: object): Partial<MysqlToSnowflakeSettings> {
  return withShop({ login: { ...SHOP.login, ...login } as LoginSettings });
}
