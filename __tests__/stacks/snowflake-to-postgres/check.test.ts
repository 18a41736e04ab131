import { expect } from "chai";
import { checkEnvironments } from "../../../stacks/checks/check-environments.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { PIPELINES } from "../../../stacks/pipelines.ts";
import { POSTGRES } from "../../../stacks/snowflake-to-postgres/defaults.ts";
import type { SnowflakeToPostgresSettings } from "../../../stacks/snowflake-to-postgres/settings.ts";
import { GIVEN_NETWORK, NETWORK, production, SETTINGS, SOURCES, staging, WITH_OPTIONS } from "./fixtures.ts";

type Settings = SnowflakeToPostgresSettings;

const buckets = (settings: Partial<Settings["buckets"]>) => ({ buckets: { ...SETTINGS.buckets, ...settings } });
const exported = (settings: Partial<Settings["export"]>) => ({ export: { ...SETTINGS.export, ...settings } });
const stream = (settings: Partial<Settings["stream"]>) => ({ stream: { ...SETTINGS.stream, ...settings } });
const postgres = (settings: Partial<Settings["postgres"]>) => ({ postgres: { ...POSTGRES, ...settings } });
const bastion = (settings: object) => ({ bastion: { ...SETTINGS.bastion, ...settings } });
const retention = (settings: object) => ({ retention: { ...SETTINGS.retention, ...settings } });

const WRONG: readonly (readonly [settings: Partial<Settings> | object, where: string, problem: RegExp])[] = [
  [buckets({ suffix: "_1" }), "buckets.suffix", /can't end a bucket's name/],
  [buckets({ raw: "Raw" }), "buckets.raw", /can't be a bucket's name/],
  [buckets({ clean: "x" }), "buckets.clean", /can't be a bucket's name/],
  [buckets({ more: ["A_b"] }), "buckets.more[0]", /can't be a bucket's name/],
  [buckets({ suffix: `-${"x".repeat(40)}` }), "buckets", /has 6\d characters/],
  [buckets({ clean: SETTINGS.buckets.raw }), "buckets", /two buckets have the name/],
  [buckets({ readerArns: ["*"] }), "buckets.readerArns", /"\*" is not the ARN of a role/],
  [{ database: "bazar" }, "database", /not a source in Snowflake/],
  [{ tables: [] }, "tables", /no table is exported/],
  [{ tables: ["sale"] }, "tables", /"sale" is not a table/],
  [{ tables: ["sales", "sales"] }, "tables", /named twice/],
  [stream({ tables: ["carts"] }), "stream.tables", /"carts" is not a table/],
  [stream({ capacity: { shards: 0 } }), "stream.capacity.shards", /out of range/],
  [stream({ hours: 1 }), "stream.hours", /out of range/],
  [exported({ privateKeyArn: "arn" }), "export.privateKeyArn", /not in the stack's region/],
  [exported({ privateKeyKeyArn: "alias/x" }), "export.privateKeyKeyArn", /not the ARN of a key/],
  [exported({ partMb: 251 }), "export.partMb", /out of range/],
  [exported({ concurrency: 0 }), "export.concurrency", /out of range/],
  [{ rawKeyArn: "alias/x" }, "rawKeyArn", /not the ARN of a key/],
  [{ recrawl: "never" }, "recrawl", /not a value/],
  [postgres({ database: "postgres" }), "postgres.database", /can't be the name/],
  [postgres({ version: "17.4" }), "postgres.version", /not a major version/],
  [postgres({ version: "15" }), "postgres.version", /not a major version/],
  [postgres({ instanceClass: "t4g.medium" }), "postgres.instanceClass", /not a class/],
  [postgres({ storageGb: 10 }), "postgres.storageGb", /out of range/],
  [postgres({ maxStorageGb: 50 }), "postgres.maxStorageGb", /out of range/],
  [postgres({ snapshotDays: 0 }), "postgres.snapshotDays", /out of range/],
  [bastion({ instanceType: "t3.nano" }), "bastion.instanceType", /not a type with an ARM processor/],
  [bastion({ ssh: { cidr: "203.0.113.7/32", keyPair: "" } }), "bastion.ssh.keyPair", /not the name of a key pair/],
  [{ sync: { ...SETTINGS.sync, workers: 0 } }, "sync.workers", /out of range/],
  [{ sync: { ...SETTINGS.sync, publishMinutes: 0 } }, "sync.publishMinutes", /out of range/],
  [{ schedule: { expression: "daily", timeZone: "UTC" } }, "schedule.expression", /not a schedule/],
  [retention({ batchDays: 1 }), "retention.batchDays", /out of range/],
  [retention({ streamDays: 0 }), "retention.streamDays", /out of range/],
  [retention({ errorDays: 0 }), "retention.errorDays", /out of range/],
  [retention({ oldVersionDays: 0 }), "retention.oldVersionDays", /out of range/],
  [retention({ logDays: 15 }), "retention.logDays", /15/],
  [{ behindHours: 169 }, "behindHours", /out of range/],
  [{ budget: { monthlyUsd: 0 } }, "budget.monthlyUsd", /out of range/],
  [{ deploy: true }, "deploy", /no such setting/],
];

describe("The check of snowflake-to-postgres", () => {
  const found = (environments: readonly EnvironmentSettings[]) => checkEnvironments(environments, SOURCES, PIPELINES);
  const wheres = (environment: EnvironmentSettings) =>
    found([environment]).map(({ where }) => where.replace("production-us-west-2.", ""));

  it("accepts the settings, with and without those that may be absent, in a network that is made or given", () => {
    expect(found([production(), staging()])).to.deep.equal([]);
    expect(found([production(WITH_OPTIONS)])).to.deep.equal([]);
    expect(found([{ ...production(), network: GIVEN_NETWORK }])).to.deep.equal([]);
  });

  for (const [settings, where, problem] of WRONG)
    it(`finds a mistake in ${where}: ${problem.source}`, () => {
      const [first, ...others] = found([production(settings)]);
      expect(others).to.deep.equal([]);
      expect(first?.where).to.equal(`production-us-west-2.snowflake-to-postgres.${where}`);
      expect(first?.problem).to.match(problem);
      expect(first?.remedy).not.to.equal("");
    });

  for (const cidr of ["0.0.0.0/0", "203.0.112.0/23", "203.0.113.7"])
    it(`refuses SSH from ${cidr}, here and where the rule is made`, () => {
      expect(wheres(production(bastion({ ssh: { cidr, keyPair: "k" } })))).to.have.members([
        "snowflake-to-postgres.bastion.ssh.cidr",
        "network, group postgres-bastion",
      ]);
    });

  it("asks for a network, and for a public subnet of one that is given", () => {
    const { network: _network, ...without } = production();
    expect(wheres(without)).to.deep.equal(["snowflake-to-postgres.postgres"]);
    expect(wheres({ ...production(), network: { ...GIVEN_NETWORK, publicSubnetIds: [] } })).to.deep.equal([
      "snowflake-to-postgres.bastion",
    ]);
  });

  it("needs no NAT, with the bastion in a public subnet", () => {
    expect(NETWORK.nat).to.equal(0);
    expect(wheres(production())).to.deep.equal([]);
  });

  it("asks which account of Snowflake is exported from", () => {
    expect(wheres({ ...production(), snowflake: {} })).to.deep.equal(["snowflake-to-postgres.export"]);
  });

  it("refuses two environments with one bucket", () => {
    const [{ where, problem } = { where: "", problem: "" }] = found([
      production(),
      staging(buckets({ suffix: SETTINGS.buckets.suffix })),
    ]);
    expect(where).to.equal("insightflow-raw-bucket-fixture");
    expect(problem).to.match(/would share this bucket/);
  });

  it("finds a table whose stream would have too long a name", () => {
    const long = { ...production(), environment: "production-somewhere" } as EnvironmentSettings;
    const sources = JSON.parse(JSON.stringify(SOURCES).replaceAll('"sales"', `"${"sales_".repeat(6)}x"`));
    const named = JSON.parse(JSON.stringify(long).replaceAll('"sales"', `"${"sales_".repeat(6)}x"`));
    expect(checkEnvironments([named], sources, PIPELINES).map(({ where }) => where)).to.include(
      "production-somewhere-us-west-2.snowflake-to-postgres.stream.tables",
    );
  });
});
