import { pii } from "../../../contracts/field.ts";
import type { Sources } from "../../../contracts/source.ts";
import { table } from "../../../contracts/table.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import {
  BASTION,
  BEHIND,
  BUCKETS,
  EVENTS,
  EXPORT,
  POSTGRES,
  RETENTION,
  SCHEDULE,
  SYNC,
} from "../../../stacks/snowflake-to-postgres/defaults.ts";
import type { SnowflakeToPostgresSettings } from "../../../stacks/snowflake-to-postgres/settings.ts";
import { literalOf, PRIMARY, STAGING } from "../fixtures.ts";

// Environments and tables for tests. They need no change when the shipped ones change.

export const SOURCES: Sources = {
  bazaar: {
    engine: "snowflake",
    tables: {
      sales: table({
        key: ["sale_id"],
        updatedAt: "changed_at",
        columns: { sale_id: "integer", buyer: pii("name"), total: "decimal(12,2)", changed_at: "timestamp" },
      }),
      shelves: table({ key: ["shelf_id"], columns: { shelf_id: "integer", label: "text" } }),
    },
  },
};

export const SETTINGS: SnowflakeToPostgresSettings = {
  deployModules: true,
  buckets: { ...BUCKETS, suffix: "-fixture" },
  database: "bazaar",
  export: {
    ...EXPORT,
    privateKeyArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:fixture/exporter-AbCdEf",
  },
  stream: { ...EVENTS, tables: ["sales"] },
  recrawl: "new-folders",
  postgres: POSTGRES,
  bastion: BASTION,
  sync: SYNC,
  schedule: SCHEDULE,
  retention: RETENTION,
  ...BEHIND,
};

/** Settings that may be absent, and the other choice where there are two. */
export const WITH_OPTIONS: SnowflakeToPostgresSettings = {
  ...SETTINGS,
  buckets: {
    ...SETTINGS.buckets,
    more: ["insightflow-gold-bucket"],
    readerArns: ["arn:aws:iam::111122223333:role/analysts"],
  },
  rawKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000001",
  tables: ["sales"],
  export: {
    ...SETTINGS.export,
    privateKeyKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000002",
  },
  stream: { tables: ["sales"], capacity: { shards: 2 }, hours: 48 },
  recrawl: "everything",
  postgres: { ...POSTGRES, multiAz: true },
  bastion: { instanceType: "t4g.micro", ssh: { cidr: "203.0.113.7/32", keyPair: "administrators" } },
  budget: { monthlyUsd: 300 },
};

/** The network of the fixtures. */
export const NETWORK = { cidr: "10.20.0.0/16", zones: 2, nat: 0, logDays: 90 } as const;

export const GIVEN_NETWORK = {
  vpcId: "vpc-0123456789abcdef0",
  privateSubnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b"],
  publicSubnetIds: ["subnet-0c11111111111111c"],
} as const;

/** Protected, with an address for alarms, and open to Snowflake. */
export function production(settings: Partial<SnowflakeToPostgresSettings> = {}): EnvironmentSettings {
  return withPipeline(literalOf(PRIMARY), { ...SETTINGS, ...settings });
}

/** Unprotected, its alarms notify nobody, and Snowflake's user is not known yet. */
export function staging(settings: Partial<SnowflakeToPostgresSettings> = {}): EnvironmentSettings {
  return withPipeline(literalOf(STAGING), {
    ...SETTINGS,
    buckets: { ...BUCKETS, suffix: "-fixture-staging" },
    ...settings,
  });
}

/** This pipeline alone, in a network that is made. */
function withPipeline(
  { "mongodb-to-snowflake": _none, ...environment }: EnvironmentSettings,
  settings: SnowflakeToPostgresSettings,
): EnvironmentSettings {
  const snowflake = { account: "fixtureorg-account", ...environment.snowflake };
  return { ...environment, snowflake, network: NETWORK, "snowflake-to-postgres": settings };
}
