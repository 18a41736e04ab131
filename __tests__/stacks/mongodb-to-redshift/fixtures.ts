import type { AllowList } from "../../../contracts/mask.ts";
import type { Sources } from "../../../contracts/source.ts";
import type { EnvironmentSettings } from "../../../stacks/environment-settings.ts";
import {
  CLUSTER,
  DATABASE,
  FRESHNESS,
  JOBS,
  LAKE,
  RETENTION,
  SCHEDULE,
  SERVERLESS,
} from "../../../stacks/mongodb-to-redshift/defaults.ts";
import type { DatabaseSettings, MongodbToRedshiftSettings } from "../../../stacks/mongodb-to-redshift/settings.ts";
import { literalOf, PRIMARY, STAGING } from "../fixtures.ts";

// Environments and collections for tests. They need no change when the shipped ones change.

const SHOP: AllowList = {
  orders: { status: "text", array_nodes: { id: "text" } },
  carts: { total: "integer" },
};

export const SOURCES: Sources = {
  shop: { engine: "mongodb", collections: SHOP },
  crm: { engine: "mongodb", collections: { people: { country: "text" } } },
};

export const SETTINGS: MongodbToRedshiftSettings = {
  deployJobs: true,
  ...LAKE,
  trail: "make",
  databases: { shop: databaseIn("shop"), crm: databaseIn("crm") },
  jobNetwork: {
    subnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b", "subnet-0c11111111111111c"],
    jobGroupIds: ["sg-0d11111111111111d"],
    redshiftGroupIds: ["sg-0e11111111111111e"],
  },
  schedule: SCHEDULE,
  jobs: JOBS,
  redshift: SERVERLESS,
  retention: RETENTION,
  freshness: FRESHNESS,
};

/** Settings that may be absent, and the other choice where there are two. */
export const WITH_OPTIONS: MongodbToRedshiftSettings = {
  ...SETTINGS,
  lakeKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000001",
  trail: "exists",
  databases: {
    shop: {
      ...databaseIn("shop"),
      collections: ["orders"],
      secretKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000002",
      ownCa: true,
      readTags: { use: "analytics" },
    },
  },
  processTrigger: "s3",
  unlistedFields: "stop",
  redshift: CLUSTER,
  budget: { monthlyUsd: 500 },
};

/** Protected, with an address for alarms. */
export function production(settings: Partial<MongodbToRedshiftSettings> = {}): EnvironmentSettings {
  return withPipeline(literalOf(PRIMARY), { ...SETTINGS, ...settings });
}

/** Unprotected, and its alarms notify nobody. */
export function staging(settings: Partial<MongodbToRedshiftSettings> = {}): EnvironmentSettings {
  return withPipeline(literalOf(STAGING), { ...SETTINGS, ...settings });
}

/** With other settings of one database. */
export function withDatabase(name: "shop" | "crm", settings: Partial<DatabaseSettings>) {
  return { databases: { ...SETTINGS.databases, [name]: { ...databaseIn(name), ...settings } } };
}

/** This pipeline alone. */
function withPipeline(
  { "mongodb-to-snowflake": _none, ...environment }: EnvironmentSettings,
  settings: MongodbToRedshiftSettings,
): EnvironmentSettings {
  return { ...environment, "mongodb-to-redshift": settings };
}

/** Its secret is of no database that exists. */
export function databaseIn(name: string): DatabaseSettings {
  return { ...DATABASE, secretArn: `arn:aws:secretsmanager:us-west-2:111122223333:secret:fixture/${name}-AbCdEf` };
}
