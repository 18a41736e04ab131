import type { Sources } from "../../contracts/source.ts";
import type { EnvironmentSettings } from "../../stacks/environment-settings.ts";
import { literalOf, PRIMARY } from "./fixtures.ts";

// A company in the EU with its own names, keys, topic, CLEAN bucket and HCP Terraform. Two databases both have `users`.

export const EU_SOURCES: Sources = {
  crm: { engine: "mongodb", collections: { users: { tier: true }, notes: { title: true } } },
  billing: { engine: "mongodb", collections: { users: { plan: true } } },
};
const eu = JSON.parse(
  JSON.stringify(literalOf(PRIMARY)).replaceAll("us-west-2", "eu-central-1"),
) as EnvironmentSettings;
const pipeline = eu["mongodb-to-snowflake"] as NonNullable<(typeof eu)["mongodb-to-snowflake"]>;
const database = pipeline.databases.legion as NonNullable<(typeof pipeline.databases)[string]>;
export const EU_KEY = "arn:aws:kms:eu-central-1:111122223333:key/0a1b2c3d-4e5f-6a7b-8c9d-00000000000";
const PRODUCTION: EnvironmentSettings = {
  ...eu,
  primary: { environment: "production", region: "eu-central-1" },
  cleanBucket: { name: "acme-clean", region: "eu-central-1", create: false },
  namePrefix: "acme",
  tags: { owner: "data" },
  permissionsBoundary: "arn:aws:iam::111122223333:policy/limits",
  alarms: { topicArn: "arn:aws:sns:eu-central-1:111122223333:oncall" },
  state: { organization: "acme" },
  "mongodb-to-snowflake": {
    ...pipeline,
    snowpipeSqsArn: undefined as never,
    rawBucket: "acme-raw",
    rawFolder: "rows",
    rawKeyArn: `${EU_KEY}1`,
    databases: { crm: { ...database, secretKeyArn: `${EU_KEY}2` }, billing: database },
    firstDatabase: "crm",
    budget: { monthlyUsd: 500 },
  },
};
const withoutQueue = (environment: EnvironmentSettings): EnvironmentSettings => {
  const { snowpipeSqsArn: _none, ...rest } = environment["mongodb-to-snowflake"] as typeof pipeline;
  return { ...environment, "mongodb-to-snowflake": rest };
};
const staging = {
  ...PRODUCTION,
  environment: "staging",
  protectData: false,
  "mongodb-to-snowflake": {
    ...PRODUCTION["mongodb-to-snowflake"],
    databases: { crm: { ...database, collections: ["notes"] } },
    createDmsServiceRoles: false,
  },
} as EnvironmentSettings;
/** Production, with two databases, and staging, with one collection of one of them. */
export const EU: readonly EnvironmentSettings[] = [PRODUCTION, staging].map(withoutQueue);
