import type { EnvironmentSettings } from "../stacks/environment-settings.ts";
import { CLEANER, CSV, DMS, FRESHNESS, MONGODB, RAW, RETENTION } from "../stacks/mongodb-to-snowflake/defaults.ts";
import { PRODUCTION_SNOWFLAKE } from "./production.ts";
import { SHARED } from "./shared.ts";

/** Ids and ARNs are placeholders: put in your own before the first plan. */
export const PRODUCTION_EU_WEST_1: EnvironmentSettings = {
  ...SHARED,
  environment: "production",
  region: "eu-west-1",
  protectData: true,
  snowflake: PRODUCTION_SNOWFLAKE,
  "mongodb-to-snowflake": {
    // Prepared, not replicated yet: the stack creates nothing until this is true.
    deployDms: false,
    ...RAW,
    stampSuffix: "",
    databases: {
      legion: {
        ...MONGODB,
        secretArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:clearwell/mongodb-AbCdEf",
        tls: { certificateArn: "arn:aws:dms:eu-west-1:111122223333:cert:EXAMPLE" },
      },
    },
    dms: DMS,
    network: {
      subnetIds: ["subnet-0a33333333333333a", "subnet-0b33333333333333b"],
      securityGroupIds: ["sg-0c33333333333333c"],
    },
    cleaner: CLEANER,
    ...CSV,
    retention: RETENTION,
    freshness: FRESHNESS,
    createDmsServiceRoles: false,
  },
};
