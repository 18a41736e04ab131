import type { EnvironmentSettings } from "../stacks/environment-settings.ts";
import {
  LAKE as DOCUMENTS,
  JOBS,
  DATABASE as MONGODB_SECONDARY,
  FRESHNESS as REDSHIFT_FRESHNESS,
  RETENTION as REDSHIFT_RETENTION,
  SCHEDULE,
  SERVERLESS,
} from "../stacks/mongodb-to-redshift/defaults.ts";
import { CLEANER, CSV, DMS, FRESHNESS, MONGODB, RAW, RETENTION } from "../stacks/mongodb-to-snowflake/defaults.ts";
import {
  DATABASE as MYSQL_DATABASE,
  RETENTION as MYSQL_RETENTION,
  PRODUCER_NETWORK,
  STREAM,
} from "../stacks/mysql-to-snowflake/defaults.ts";
import { NETWORK } from "../stacks/network/defaults.ts";
import {
  DATABASE,
  LAKE,
  DMS as RELATIONAL_DMS,
  FRESHNESS as RELATIONAL_FRESHNESS,
  RETENTION as RELATIONAL_RETENTION,
} from "../stacks/relational-to-snowflake/defaults.ts";
import {
  BASTION,
  BEHIND,
  BUCKETS,
  EVENTS,
  EXPORT,
  POSTGRES,
  RETENTION as POSTGRES_RETENTION,
  SCHEDULE as POSTGRES_SCHEDULE,
  SYNC,
} from "../stacks/snowflake-to-postgres/defaults.ts";
import { PRODUCTION_SNOWFLAKE } from "./production.ts";
import { SHARED } from "./shared.ts";

/** Ids and ARNs are placeholders: put in your own before the first plan. */
export const PRODUCTION_US_WEST_2: EnvironmentSettings = {
  ...SHARED,
  environment: "production",
  region: "us-west-2",
  protectData: true,
  snowflake: PRODUCTION_SNOWFLAKE,
  // Of PostgreSQL, which needs no way to the internet.
  network: { ...NETWORK, cidr: "10.20.0.0/16", nat: 0 },
  "mongodb-to-snowflake": {
    deployDms: true,
    ...RAW,
    stampSuffix: "",
    databases: {
      legion: {
        ...MONGODB,
        secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:clearwell/mongodb-AbCdEf",
        tls: { certificateArn: "arn:aws:dms:us-west-2:111122223333:cert:EXAMPLE" },
      },
    },
    dms: DMS,
    network: {
      subnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b"],
      securityGroupIds: ["sg-0c11111111111111c"],
    },
    cleaner: CLEANER,
    ...CSV,
    snowpipeSqsArn: "arn:aws:sqs:us-east-1:444455556666:sf-snowpipe-EXAMPLE",
    retention: RETENTION,
    freshness: FRESHNESS,
    createDmsServiceRoles: true,
  },
  "relational-to-snowflake": {
    deployDms: true,
    ...LAKE,
    databases: {
      practice: {
        ...DATABASE,
        secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:clearwell/practice-AbCdEf",
        catalogSecret: {
          secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:clearwell/practice-catalog-AbCdEf",
        },
        tls: { certificateArn: "arn:aws:dms:us-west-2:111122223333:cert:EXAMPLE" },
      },
      billing: {
        ...DATABASE,
        heartbeatSchema: "clearwell",
        secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:clearwell/billing-AbCdEf",
        catalogSecret: {
          secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:clearwell/billing-catalog-AbCdEf",
        },
        tls: { certificateArn: "arn:aws:dms:us-west-2:111122223333:cert:EXAMPLE" },
      },
    },
    dms: RELATIONAL_DMS,
    dmsNetwork: {
      subnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b"],
      securityGroupIds: ["sg-0d11111111111111d"],
    },
    retention: RELATIONAL_RETENTION,
    freshness: RELATIONAL_FRESHNESS,
    // The stack of mongodb-to-snowflake creates them.
    createDmsServiceRoles: false,
  },
  "mysql-to-snowflake": {
    deployStream: true,
    ...STREAM,
    databases: {
      video: {
        ...MYSQL_DATABASE,
        login: {
          host: "video.example.us-west-2.rds.amazonaws.com",
          port: 3306,
          user: "clearwell_producer",
          resourceId: "db-EXAMPLEEXAMPLEEXAMPLEEX",
        },
        reach: { securityGroupId: "sg-0e11111111111111e", port: 3306 },
      },
    },
    producerNetwork: PRODUCER_NETWORK,
    snowpipeSqsArn: "arn:aws:sqs:us-west-2:444455556666:sf-snowpipe-EXAMPLE",
    notifications: { externalId: "EXAMPLE_SFCRole=2_EXAMPLE=" },
    retention: MYSQL_RETENTION,
    mails: { from: "clearwell@example.com", to: ["data-platform@example.com"] },
  },
  "mongodb-to-redshift": {
    deployJobs: true,
    ...DOCUMENTS,
    trail: "make",
    databases: {
      legion: {
        ...MONGODB_SECONDARY,
        secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:clearwell/mongodb-reader-AbCdEf",
        readTags: { use: "analytics" },
      },
    },
    jobNetwork: {
      subnetIds: ["subnet-0a11111111111111a", "subnet-0b11111111111111b", "subnet-0c11111111111111c"],
      jobGroupIds: ["sg-0f11111111111111f"],
      redshiftGroupIds: ["sg-0a22222222222222a"],
    },
    schedule: SCHEDULE,
    jobs: JOBS,
    redshift: SERVERLESS,
    retention: REDSHIFT_RETENTION,
    freshness: REDSHIFT_FRESHNESS,
  },
  "snowflake-to-postgres": {
    deployModules: true,
    buckets: { ...BUCKETS, suffix: "-production-us-west-2" },
    database: "market",
    export: {
      ...EXPORT,
      privateKeyArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:clearwell/snowflake-exporter-AbCdEf",
    },
    stream: { ...EVENTS, tables: ["orders"] },
    // Once there are tables in the catalog, "new-folders" costs less.
    recrawl: "everything",
    postgres: POSTGRES,
    bastion: BASTION,
    sync: SYNC,
    schedule: POSTGRES_SCHEDULE,
    retention: POSTGRES_RETENTION,
    ...BEHIND,
  },
};
