import { pii } from "../../../contracts/field.ts";
import type { Sources } from "../../../contracts/source.ts";
import { type WatermarkTable, watermarkTable } from "../../../contracts/watermark-table.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { DATABASE, RETENTION, STREAM } from "../../../stacks/mysql-to-snowflake/defaults.ts";
import type { DatabaseSettings, MysqlToSnowflakeSettings } from "../../../stacks/mysql-to-snowflake/settings.ts";
import { literalOf, PRIMARY, STAGING } from "../fixtures.ts";

// Environments and tables for tests. They need no change when the shipped ones change.

const WATERMARK = { rereadMinutes: 10, hardDeletes: false } as const;

const order_lines: WatermarkTable = watermarkTable({
  key: ["id"],
  updatedAt: "updated_at",
  watermark: WATERMARK,
  columns: { id: "integer", amount: "decimal(20,2)", updated_at: "timestamp" },
});

const people: WatermarkTable = watermarkTable({
  key: ["id"],
  updatedAt: "updated_at",
  watermark: WATERMARK,
  columns: { id: "integer", mail: pii("email"), updated_at: "timestamp" },
});

export const SOURCES: Sources = {
  shop: { engine: "mysql", read: "watermark", tables: { order_lines, people } },
  club: { engine: "mysql", read: "watermark", tables: { people } },
};

const SHOP: DatabaseSettings = {
  ...DATABASE,
  login: {
    host: "shop.abc.us-west-2.rds.amazonaws.com",
    port: 3306,
    user: "producer",
    resourceId: "db-FIXTURE1FIXTURE",
  },
  reach: { securityGroupId: "sg-0e11111111111111e", port: 3306 },
};

export const SETTINGS: MysqlToSnowflakeSettings = {
  deployStream: true,
  ...STREAM,
  databases: { shop: SHOP },
  producerNetwork: {
    vpcId: "vpc-0a11111111111111a",
    subnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b"],
    endpoints: "make",
  },
  retention: RETENTION,
  mails: { from: "clearwell@fixture.example", to: ["engineer@fixture.example"] },
};

/** Settings that may be absent, of the pipeline and of its databases. */
export const WITH_OPTIONS: MysqlToSnowflakeSettings = {
  ...SETTINGS,
  streamKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000001",
  databases: {
    shop: { ...SHOP, tables: ["people"] },
    club: {
      ...DATABASE,
      login: {
        secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:fixture/club-AbCdEf",
        secretKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000002",
      },
      ca: "-----BEGIN CERTIFICATE-----\nMIIFIXTURE\n-----END CERTIFICATE-----\n",
      reach: { cidr: "10.1.2.0/24", port: 3307, why: "the club's own server" },
      everyMinutes: 1,
      behindMinutes: 15,
    },
  },
  capacity: { shards: 2 },
  snowpipeSqsArn: "arn:aws:sqs:us-west-2:444455556666:sf-snowpipe-FIXTURE",
  notifications: { externalId: "FIXTURE_SFCRole=2_FIXTURE=" },
  mails: {
    ...{ from: "clearwell@fixture.example", to: ["engineer@fixture.example", "alarms@fixture.example"] },
    identity: { arn: "arn:aws:ses:us-west-2:111122223333:identity/fixture.example" },
    watch: ["/fixture/other"],
    docs: "https://fixture.example/blob/main",
  },
  budget: { monthlyUsd: 100 },
};

/** Protected, with an address for alarms. */
export function production(settings: Partial<MysqlToSnowflakeSettings> = {}): EnvironmentSettings {
  return withPipeline(literalOf(PRIMARY), { ...SETTINGS, ...settings });
}

/** By an identity that exists: production makes the one of the same address. */
const OF_DOMAIN = {
  ...SETTINGS.mails,
  identity: { arn: "arn:aws:ses:us-west-2:111122223333:identity/fixture.example" },
};

/** Unprotected, and its alarms notify nobody. */
export function staging(settings: Partial<MysqlToSnowflakeSettings> = {}): EnvironmentSettings {
  return withPipeline(literalOf(STAGING), { ...SETTINGS, mails: OF_DOMAIN, ...settings });
}

/** With other settings of its database. */
export function withShop(settings: Partial<DatabaseSettings>): Partial<MysqlToSnowflakeSettings> {
  return { databases: { shop: { ...SHOP, ...settings } } };
}

/** This pipeline alone. */
function withPipeline(
  { "mongodb-to-snowflake": _none, ...environment }: EnvironmentSettings,
  settings: MysqlToSnowflakeSettings,
): EnvironmentSettings {
  return { ...environment, "mysql-to-snowflake": settings };
}
