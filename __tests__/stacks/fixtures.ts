import { notPersonal } from "../../contracts/field.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { CLEANER, CSV, DMS, FRESHNESS, MONGODB, RETENTION } from "../../stacks/defaults.ts";
import type { Environment } from "../../stacks/environment.ts";

// Environments and an allow-list for tests. They need no change when the shipped ones change.

export const ALLOW_LIST: AllowList = {
  tickets: { state: true, address: { country: notPersonal("a country alone") } },
  invoices: { total: true, array_labels: "json" },
};

/** Protected, with an address for alarms. */
const COMMON = {
  environment: "production",
  account: "111122223333",
  deployDms: true,
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
} as const satisfies Partial<Environment>;

/** Owns what all stacks share. */
export const PRIMARY: Environment = {
  ...COMMON,
  region: "us-west-2",
  mongodb: mongodbIn("us-west-2"),
  snowpipeSqsArn: "arn:aws:sqs:us-east-1:444455556666:sf-snowpipe-FIXTURE",
  createDmsServiceRoles: true,
};

/** A second region, with a budget. */
export const SECOND: Environment = {
  ...COMMON,
  region: "us-east-1",
  mongodb: mongodbIn("us-east-1"),
  budget: { monthlyUsd: 100 },
};

/** A third region, with DMS off. */
export const SWITCHED_OFF: Environment = {
  ...COMMON,
  region: "eu-west-1",
  mongodb: mongodbIn("eu-west-1"),
  deployDms: false,
};

/** Unverified, unprotected, and its alarms notify nobody. */
export const STAGING: Environment = {
  ...COMMON,
  environment: "staging",
  region: "us-west-2",
  mongodb: { ...mongodbIn("us-west-2"), tls: { unverified: "the server signs its own certificate" } },
  alarms: { none: "those who break it see it break" },
  protectData: false,
};

/** Has every setting that may be absent. Not in `ALL`, because its name is that of `STAGING`. */
export const WITH_OPTIONS: Environment = {
  ...STAGING,
  mongodb: {
    ...STAGING.mongodb,
    secretsManagerEndpoint: "vpce-0123-4567.secretsmanager.us-west-2.vpce.amazonaws.com",
  },
  state: { bucket: "fixture-terraform-state", region: "us-west-2" },
};

export const ALL: readonly Environment[] = [PRIMARY, SECOND, SWITCHED_OFF, STAGING];

/** A problem without its remedy. */
export function withoutRemedy({ where, problem }: { readonly where: string; readonly problem: string }) {
  return { where, problem };
}

/** The environment in another account, with its secret and certificate. */
export function inAccount(environment: Environment, account: string): Environment {
  return JSON.parse(JSON.stringify(environment).replaceAll("111122223333", account)) as Environment;
}

function mongodbIn(region: string): Environment["mongodb"] {
  return {
    ...MONGODB,
    secretArn: `arn:aws:secretsmanager:${region}:111122223333:secret:fixture/mongodb-AbCdEf`,
    tls: { certificateArn: `arn:aws:dms:${region}:111122223333:cert:FIXTURE` },
  };
}
