import { phi } from "../../../contracts/field.ts";
import type { Sources } from "../../../contracts/source.ts";
import { table } from "../../../contracts/table.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import { DATABASE, DMS, FRESHNESS, LAKE, RETENTION } from "../../../stacks/relational-to-snowflake/defaults.ts";
import type {
  DatabaseSettings,
  RelationalToSnowflakeSettings,
} from "../../../stacks/relational-to-snowflake/settings.ts";
import { literalOf, PRIMARY, STAGING } from "../fixtures.ts";

// Environments and tables for tests. They need no change when the shipped ones change.

export const SOURCES: Sources = {
  clinic: {
    engine: "mysql",
    tables: {
      visits: table({
        key: ["id"],
        lob: { remarks: { maxKb: 64 }, summary: { maxKb: 128 } },
        columns: { id: "integer", room: "text", remarks: phi("free_text"), summary: phi("free_text") },
      }),
      rooms: table({ key: ["id"], columns: { id: "integer", floor: "integer" } }),
    },
  },
  ledger: {
    engine: "postgres",
    tables: { entries: table({ key: ["id"], columns: { id: "integer", amount: "decimal(12,2)" } }) },
  },
};

export const SETTINGS: RelationalToSnowflakeSettings = {
  deployDms: true,
  ...LAKE,
  databases: { ledger: databaseIn("ledger"), clinic: databaseIn("clinic") },
  dms: DMS,
  dmsNetwork: {
    subnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b"],
    securityGroupIds: ["sg-0c11111111111111c"],
  },
  retention: RETENTION,
  freshness: FRESHNESS,
  createDmsServiceRoles: true,
};

/** Settings that may be absent, of the pipeline and of its databases. */
export const WITH_OPTIONS: RelationalToSnowflakeSettings = {
  ...SETTINGS,
  lakeKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000001",
  databases: {
    clinic: {
      ...databaseIn("clinic"),
      tables: ["rooms"],
      migration: "full-load",
      secretKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000002",
      catalogSecret: {
        ...databaseIn("clinic").catalogSecret,
        secretKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000003",
      },
      secretsManagerEndpoint: "vpce-0123-4567.secretsmanager.us-west-2.vpce.amazonaws.com",
      tls: { ...databaseIn("clinic").tls, anyHost: "a proxy is in front of the server" },
    },
    ledger: {
      ...databaseIn("ledger"),
      migration: "cdc",
      schema: "books",
      heartbeatSchema: "heartbeat",
      tls: { unverified: "the server signs its own certificate" },
    },
  },
  refresh: { queueArn: "arn:aws:sqs:us-west-2:444455556666:sf-snowpipe-FIXTURE" },
  budget: { monthlyUsd: 100 },
};

/** Protected, with an address for alarms. */
export function production(settings: Partial<RelationalToSnowflakeSettings> = {}): EnvironmentSettings {
  return withPipeline(literalOf(PRIMARY), { ...SETTINGS, ...settings });
}

/** Unprotected, and its alarms notify nobody. */
export function staging(settings: Partial<RelationalToSnowflakeSettings> = {}): EnvironmentSettings {
  return withPipeline(literalOf(STAGING), { ...SETTINGS, ...settings });
}

/** With other settings of one database. */
export function withDatabase(name: "clinic" | "ledger", settings: Partial<DatabaseSettings>) {
  return { databases: { ...SETTINGS.databases, [name]: { ...databaseIn(name), ...settings } } };
}

/** This pipeline alone. */
function withPipeline(
  { "mongodb-to-snowflake": _none, ...environment }: EnvironmentSettings,
  settings: RelationalToSnowflakeSettings,
): EnvironmentSettings {
  return { ...environment, "relational-to-snowflake": settings };
}

function databaseIn(name: string): DatabaseSettings & { readonly tls: { readonly certificateArn: string } } {
  return {
    ...DATABASE,
    secretArn: `arn:aws:secretsmanager:us-west-2:111122223333:secret:fixture/${name}-AbCdEf`,
    catalogSecret: {
      secretArn: `arn:aws:secretsmanager:us-west-2:111122223333:secret:fixture/${name}-catalog-AbCdEf`,
    },
    tls: { certificateArn: "arn:aws:dms:us-west-2:111122223333:cert:FIXTURE" },
  };
}
