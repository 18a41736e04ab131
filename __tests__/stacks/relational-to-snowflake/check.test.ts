import { expect } from "chai";
import { checkEnvironments } from "../../../stacks/checks/check-environments.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { PIPELINES } from "../../../stacks/pipelines.ts";
import type { RelationalToSnowflakeSettings } from "../../../stacks/relational-to-snowflake/settings.ts";
import { literalOf, PRIMARY } from "../fixtures.ts";
import { production, SETTINGS, SOURCES, staging, WITH_OPTIONS, withDatabase } from "./fixtures.ts";

const KEY = "arn:aws:kms:us-west-2:111122223333:key/";
const SECRET = "arn:aws:secretsmanager:us-west-2:111122223333:secret:";
const CERTIFICATE = "arn:aws:dms:us-west-2:111122223333:cert:FIXTURE";
type Wrong = Partial<RelationalToSnowflakeSettings>;

const WRONG: readonly (readonly [settings: Wrong | object, where: string, problem: RegExp])[] = [
  [{ databases: {} }, "databases", /no database is replicated/],
  [{ databases: { clinik: SETTINGS.databases.clinic } }, "databases.clinik", /not a MySQL or PostgreSQL database/],
  [{ stampSuffix: "-A" }, "stampSuffix", /can't end a bucket's name/],
  [{ lakeBucket: "Changes" }, "lakeBucket", /can't be a bucket's name/],
  [{ lakeBucket: "x".repeat(60) }, "lakeBucket", /the bucket's name has 81 characters/],
  [withDatabase("clinic", { tables: [] }), "databases.clinic.tables", /no table is replicated/],
  [withDatabase("clinic", { tables: ["room"] }), "databases.clinic.tables", /"room" is not a table/],
  [withDatabase("clinic", { tables: ["rooms", "rooms"] }), "databases.clinic.tables", /named twice/],
  [withDatabase("clinic", { schema: "public" }), "databases.clinic.schema", /MySQL has no such setting/],
  [withDatabase("clinic", { heartbeatSchema: "h" }), "databases.clinic.heartbeatSchema", /MySQL has no such setting/],
  [withDatabase("ledger", { schema: "a-b" }), "databases.ledger.schema", /not a schema/],
  [withDatabase("clinic", { tls: { unverified: "it is local" } }), "databases.clinic.tls", /verified or in the clear/],
  [withDatabase("ledger", { tls: { unverified: " " } }), "databases.ledger.tls.unverified", /there is no reason/],
  [
    withDatabase("clinic", { tls: { certificateArn: CERTIFICATE, anyHost: "" } }),
    "databases.clinic.tls.anyHost",
    /there is no reason/,
  ],
  [withDatabase("clinic", { secretArn: "arn" }), "databases.clinic.secretArn", /not in the stack's region/],
  [withDatabase("clinic", { secretKeyArn: KEY }), "databases.clinic.secretKeyArn", /not the ARN of a key/],
  [
    withDatabase("clinic", { catalogSecret: { secretArn: "arn" } }),
    "databases.clinic.catalogSecret.secretArn",
    /not in the stack's region/,
  ],
  [
    withDatabase("clinic", {
      catalogSecret: { ...SETTINGS.databases.clinic?.catalogSecret, secretKeyArn: KEY } as never,
    }),
    "databases.clinic.catalogSecret.secretKeyArn",
    /not the ARN of a key/,
  ],
  [
    withDatabase("clinic", { catalogSecret: { secretArn: SETTINGS.databases.clinic?.secretArn ?? "" } }),
    "databases.clinic.catalogSecret.secretArn",
    /the secret of DMS, whose user may read rows/,
  ],
  [
    withDatabase("clinic", { catalogSecret: { secretArn: `${SECRET}${"x".repeat(4000)}-AbCdEf` } }),
    "databases",
    /have \d+ bytes, Lambda accepts 4096/,
  ],
  [
    withDatabase("clinic", { catalogSecret: undefined as never }),
    "databases.clinic.catalogSecret",
    /is not set|missing|not a value/,
  ],
  [
    withDatabase("clinic", { secretsManagerEndpoint: "https://x" }),
    "databases.clinic.secretsManagerEndpoint",
    /not a DNS name/,
  ],
  [withDatabase("clinic", { tls: { certificateArn: "x" } }), "databases.clinic.tls.certificateArn", /not in the stack/],
  [{ lakeKeyArn: "alias/x" }, "lakeKeyArn", /not the ARN of a key/],
  [{ dms: { ...SETTINGS.dms, commitRate: 0 } }, "dms.commitRate", /out of range/],
  [{ dms: { ...SETTINGS.dms, engineVersion: "3.5.3" } }, "dms.engineVersion", /not an engine version/],
  [
    { dmsNetwork: { subnetIds: ["subnet-0a11111111111111a"], securityGroupIds: ["sg-0c11111111111111c"] } },
    "dmsNetwork.subnetIds",
    /1 subnets/,
  ],
  [{ dmsNetwork: { databases: [{ cidr: "10.0.0.0/8", port: 1, why: "x" }] } }, "dmsNetwork", /has no network/],
  [{ retention: { lakeDays: 2, dmsLogDays: 14 } }, "retention.lakeDays", /out of range/],
  [{ retention: { lakeDays: 30, dmsLogDays: 15 } }, "retention.dmsLogDays", /15/],
  [{ refresh: { queueArn: "arn:aws:sqs:us-east-1:444455556666:sf" } }, "refresh.queueArn", /not a standard SQS queue/],
  [{ refresh: "daily" as "dbt" }, "refresh", /not a value/],
  [{ refresh: { queue: "" } as object as { queueArn: string } }, "refresh.queue", /no such setting/],
  [{ freshness: { default: { hours: 0 }, except: {} } }, "freshness.default.hours", /out of range/],
  [
    { freshness: { default: { hours: 1 }, except: { clinics: { hours: 1 } } } },
    "freshness.except.clinics",
    /not one of/,
  ],
  [{ budget: { monthlyUsd: 0 } }, "budget.monthlyUsd", /out of range/],
  [{ deployDMS: true }, "deployDMS", /no such setting/],
  [withDatabase("clinic", { migration: "copy" as "cdc" }), "databases.clinic.migration", /not a value/],
  [withDatabase("clinic", { tls: {} as { unverified: string } }), "databases.clinic.tls", /not a value/],
];

describe("The check of relational-to-snowflake", () => {
  const found = (environments: readonly EnvironmentSettings[], sources = SOURCES) =>
    checkEnvironments(environments, sources, PIPELINES);

  it("accepts the settings, with and without those that may be absent", () => {
    expect(found([production(), staging({ createDmsServiceRoles: false })])).to.deep.equal([]);
    expect(found([production(WITH_OPTIONS)])).to.deep.equal([]);
  });

  for (const [settings, where, problem] of WRONG)
    it(`finds a mistake in ${where}: ${problem.source}`, () => {
      const [first, ...others] = found([production(settings)]);
      expect(others).to.deep.equal([]);
      expect(first?.where).to.equal(`production-us-west-2.relational-to-snowflake.${where}`);
      expect(first?.problem).to.match(problem);
    });

  it("finds databases that are the same in names, or no names at all", () => {
    const clinic = SETTINGS.databases.clinic as NonNullable<typeof SETTINGS.databases.clinic>;
    const sources = { a_b: SOURCES.clinic, "a-b": SOURCES.clinic, "1a": SOURCES.clinic } as typeof SOURCES;
    const problems = found([production({ databases: { a_b: clinic, "a-b": clinic, "1a": clinic } })], sources);
    expect(
      problems.map(({ where }) => where.replace("production-us-west-2.relational-to-snowflake.", "")),
    ).to.deep.equal(["databases.1a", "databases"]);
  });

  it("finds rows that would leave Snowflake while the lake has their files", () => {
    const keeping = (landingDays: number) =>
      found([{ ...production(), snowflake: { landingDays } }]).map(({ where }) => where.split(".").slice(2).join("."));
    expect(keeping(32)).to.deep.equal(["retention.lakeDays"]);
    expect(keeping(33)).to.deep.equal([]);
  });

  it("finds two stacks of an environment with one database, whose rows would mix in Snowflake", () => {
    const other = { ...production({ createDmsServiceRoles: false }), region: "us-east-1" } as EnvironmentSettings;
    const wheres = found([production(), other]).map(({ where }) => where);
    expect(wheres).to.include.members(["production, ledger", "production, clinic"]);
  });

  it("finds two stacks with one bucket, and DMS's roles in two pipelines", () => {
    const twice = { ...production(), environment: "production-us", region: "west-2" } as EnvironmentSettings;
    expect(found([production(), { ...twice, region: "us-west-2", environment: "production" }])[0]?.where).to.equal(
      "production-us-west-2",
    );
    const both = { ...literalOf(PRIMARY), "relational-to-snowflake": SETTINGS };
    const legion = { legion: { engine: "mongodb", collections: { tickets: { state: true } } } } as const;
    expect(found([both], { ...legion, ...SOURCES }).map(({ where }) => where)).to.deep.equal([
      "production-us-west-2.mongodb-to-snowflake.createDmsServiceRoles, production-us-west-2.relational-to-snowflake.createDmsServiceRoles",
    ]);
  });

  it("requires addresses of the databases in a shared network", () => {
    const network = { cidr: "10.20.0.0/16", zones: 2, nat: 0, logDays: 90 } as const;
    const shared = (databases: readonly { cidr: string; port: number; why: string }[]) =>
      found([{ ...production({ dmsNetwork: { databases } }), network }]).map(({ where }) => where);
    expect(shared([])).to.deep.equal(["production-us-west-2.relational-to-snowflake.dmsNetwork.databases"]);
    expect(shared([{ cidr: "203.0.113.0/24", port: 3306, why: "the databases" }])).to.have.length(1);
  });
});
