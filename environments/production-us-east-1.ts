import type { EnvironmentSettings } from "../stacks/environment-settings.ts";
import { CLEANER, CSV, DMS, FRESHNESS, MONGODB, RAW, RETENTION } from "../stacks/mongodb-to-snowflake/defaults.ts";
import { PRODUCTION_SNOWFLAKE } from "./production.ts";
import { SHARED } from "./shared.ts";

/** Ids and ARNs are placeholders: put in your own before the first plan. */
export const PRODUCTION_US_EAST_1: EnvironmentSettings = {
  ...SHARED,
  environment: "production",
  region: "us-east-1",
  protectData: true,
  snowflake: PRODUCTION_SNOWFLAKE,
  "mongodb-to-snowflake": {
    deployDms: true,
    ...RAW,
    stampSuffix: "",
    databases: {
      legion: {
        ...MONGODB,
        secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:clearwell/mongodb-AbCdEf",
        tls: { certificateArn: "arn:aws:dms:us-east-1:111122223333:cert:EXAMPLE" },
      },
    },
    dms: DMS,
    network: {
      subnetIds: ["subnet-0a22222222222222a", "subnet-0b22222222222222b"],
      securityGroupIds: ["sg-0c22222222222222c"],
    },
    cleaner: CLEANER,
    ...CSV,
    retention: RETENTION,
    freshness: FRESHNESS,
    createDmsServiceRoles: false,
  },
};
