import { notPersonal } from "../../contracts/field.ts";
import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";
import type { Environment } from "../../stacks/environment.ts";
import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import { CLEANER, CSV, DMS, FRESHNESS, MONGODB, RAW, RETENTION } from "../../stacks/mongodb-to-snowflake/defaults.ts";
import type { DatabaseSettings, MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";

// Environments and an allow-list for tests. They need no change when the shipped ones change.

export const ALLOW_LIST: AllowList = {
  tickets: { state: true, address: { country: notPersonal("only a country") } },
  invoices: { total: true, array_labels: "json" },
};

/** Protected, with an address for alarms. */
const COMMON = {
  environment: "production",
  account: "111122223333",
  primary: { environment: "production", region: "us-west-2" },
  cleanBucket: { name: "legion-clean-analytics", region: "us-east-1", create: true },
  namePrefix: "clearwell",
  tags: {},
  deployDms: true,
  ...RAW,
  stampSuffix: "",
  dms: DMS,
  network: {
    subnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b"],
    securityGroupIds: ["sg-0c11111111111111c"],
  },
  cleaner: CLEANER,
  ...CSV,
  retention: RETENTION,
  alarms: { email: "alarms@fixture.example" },
  freshness: FRESHNESS,
  createDmsServiceRoles: false,
  protectData: true,
  snowflake: {
    account: "fixtureorg-production",
    iamUserArn: "arn:aws:iam::444455556666:user/FIXTURE",
    notifications: { externalId: "FIXTURE_SFCRole=1_FIXTURE=" },
  },
} as const satisfies Partial<MongodbToSnowflake>;

/** Owns what all stacks share. */
export const PRIMARY: MongodbToSnowflake = {
  ...COMMON,
  region: "us-west-2",
  databases: { legion: legionIn("us-west-2") },
  snowpipeSqsArn: "arn:aws:sqs:us-east-1:444455556666:sf-snowpipe-FIXTURE",
  createDmsServiceRoles: true,
};

/** A second region, with a budget. */
export const SECOND: MongodbToSnowflake = {
  ...COMMON,
  region: "us-east-1",
  databases: { legion: legionIn("us-east-1") },
  budget: { monthlyUsd: 100 },
};

/** A third region, with DMS off. */
export const SWITCHED_OFF: MongodbToSnowflake = {
  ...COMMON,
  region: "eu-west-1",
  databases: { legion: legionIn("eu-west-1") },
  deployDms: false,
};

/** Unverified, unprotected, not open to Snowflake yet, and its alarms notify nobody. */
export const STAGING: MongodbToSnowflake = {
  ...COMMON,
  environment: "staging",
  region: "us-west-2",
  databases: { legion: { ...legionIn("us-west-2"), tls: { unverified: "the server signs its own certificate" } } },
  alarms: { none: "those who break it see it break" },
  protectData: false,
  snowflake: { account: "fixtureorg-staging" },
};

/** Has every setting that may be absent. Not in `ALL`, because its name is that of `STAGING`. */
export const WITH_OPTIONS: MongodbToSnowflake = {
  ...withLegion(STAGING, {
    secretKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000001",
    secretsManagerEndpoint: "vpce-0123-4567.secretsmanager.us-west-2.vpce.amazonaws.com",
  }),
  firstDatabase: "legion",
  rawKeyArn: "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-000000000002",
  tags: { team: "data" },
  permissionsBoundary: "arn:aws:iam::111122223333:policy/limits",
  state: { bucket: "fixture-terraform-state", region: "us-west-2" },
};

export const ALL: readonly MongodbToSnowflake[] = [PRIMARY, SECOND, SWITCHED_OFF, STAGING];

/** A problem without its remedy. */
export function withoutRemedy({ where, problem }: { readonly where: string; readonly problem: string }) {
  return { where, problem };
}

/** The environment in another account, with its secret and certificate. */
export function inAccount(environment: MongodbToSnowflake, account: string): MongodbToSnowflake {
  return JSON.parse(JSON.stringify(environment).replaceAll("111122223333", account)) as MongodbToSnowflake;
}

/** Its database `legion`. */
export function legionOf({ databases }: MongodbToSnowflake): DatabaseSettings {
  return databases.legion as DatabaseSettings;
}

/** With other settings of its database `legion`. */
export function withLegion(environment: MongodbToSnowflake, settings: Partial<DatabaseSettings>): MongodbToSnowflake {
  return { ...environment, databases: { ...environment.databases, legion: { ...legionOf(environment), ...settings } } };
}

/** As `environments/` has it: the pipeline's settings under its name. */
export function literalOf(environment: MongodbToSnowflake): EnvironmentSettings {
  const entries = Object.entries(environment);
  const common = new Set(COMMON_SETTINGS);
  return {
    ...Object.fromEntries(entries.filter(([name]) => common.has(name))),
    "mongodb-to-snowflake": Object.fromEntries(entries.filter(([name]) => !common.has(name))),
  } as unknown as EnvironmentSettings;
}

/** Settings of the environment, not of a pipeline. */
export const COMMON_SETTINGS: readonly string[] = [
  "environment",
  "region",
  "account",
  "primary",
  "cleanBucket",
  "namePrefix",
  "tags",
  "permissionsBoundary",
  "alarms",
  "state",
  "protectData",
  "snowflake",
] satisfies readonly (keyof Environment)[];

/** One MongoDB source, named `legion`. */
export function sourcesOf(collections: AllowList): Sources {
  return { legion: { engine: "mongodb", collections } };
}

function legionIn(region: string): DatabaseSettings {
  return {
    ...MONGODB,
    secretArn: `arn:aws:secretsmanager:${region}:111122223333:secret:fixture/mongodb-AbCdEf`,
    tls: { certificateArn: `arn:aws:dms:${region}:111122223333:cert:FIXTURE` },
  };
}
