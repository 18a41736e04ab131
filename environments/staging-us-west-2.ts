import type { EnvironmentSettings } from "../stacks/environment-settings.ts";
import { CLEANER, CSV, DMS, FRESHNESS, MONGODB, RAW, RETENTION } from "../stacks/mongodb-to-snowflake/defaults.ts";
import { SHARED } from "./shared.ts";

/** Ids and ARNs are placeholders: put in your own before the first plan. */
export const STAGING_US_WEST_2: EnvironmentSettings = {
  ...SHARED,
  environment: "staging",
  region: "us-west-2",
  alarms: { none: "people who break staging are working in it and see it break" },
  protectData: false,
  // Not open to Snowflake yet: `iamUserArn` is known after the administrator's file ran there.
  snowflake: {
    account: "exampleorg-staging",
    notifications: { none: "staging's alarms notify nobody either" },
    landingDays: 30,
  },
  "mongodb-to-snowflake": {
    deployDms: true,
    ...RAW,
    stampSuffix: "",
    databases: {
      legion: {
        ...MONGODB,
        secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:clearwell/mongodb-staging-AbCdEf",
        tls: { unverified: "the staging server signs its own certificate" },
      },
    },
    dms: DMS,
    network: {
      subnetIds: ["subnet-0a44444444444444a", "subnet-0b44444444444444b"],
      securityGroupIds: ["sg-0c44444444444444c"],
    },
    // Staging has little data, so it leaves the account's concurrency to production.
    cleaner: { ...CLEANER, reservedConcurrency: 2 },
    ...CSV,
    retention: { ...RETENTION, logDays: 14 },
    freshness: { ...FRESHNESS, default: { none: "nothing changes in staging while nobody tries anything" } },
    createDmsServiceRoles: false,
  },
};
