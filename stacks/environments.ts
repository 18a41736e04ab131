import { CLEANER, CSV, DMS, MONGODB, RETENTION } from "./defaults.ts";
import type { Environment } from "./environment.ts";

/** Every environment and region. Ids and ARNs are placeholders: put in your own before the first plan. */
export const ENVIRONMENTS = [
  {
    environment: "production",
    region: "us-west-2",
    account: "111122223333",
    deployDms: true,
    stampSuffix: "",
    mongodb: {
      ...MONGODB,
      secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:clearwell/mongodb-AbCdEf",
      tls: { certificateArn: "arn:aws:dms:us-west-2:111122223333:cert:EXAMPLE" },
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
    alarms: { email: "data-platform@example.com" },
    createDmsServiceRoles: true,
    protectData: true,
  },
  {
    environment: "production",
    region: "us-east-1",
    account: "111122223333",
    deployDms: true,
    stampSuffix: "",
    mongodb: {
      ...MONGODB,
      secretArn: "arn:aws:secretsmanager:us-east-1:111122223333:secret:clearwell/mongodb-AbCdEf",
      tls: { certificateArn: "arn:aws:dms:us-east-1:111122223333:cert:EXAMPLE" },
    },
    dms: DMS,
    network: {
      subnetIds: ["subnet-0a22222222222222a", "subnet-0b22222222222222b"],
      securityGroupIds: ["sg-0c22222222222222c"],
    },
    cleaner: CLEANER,
    ...CSV,
    retention: RETENTION,
    alarms: { email: "data-platform@example.com" },
    createDmsServiceRoles: false,
    protectData: true,
  },
  {
    environment: "production",
    region: "eu-west-1",
    account: "111122223333",
    // Prepared, not replicated yet: the stack makes nothing until this is true.
    deployDms: false,
    stampSuffix: "",
    mongodb: {
      ...MONGODB,
      secretArn: "arn:aws:secretsmanager:eu-west-1:111122223333:secret:clearwell/mongodb-AbCdEf",
      tls: { certificateArn: "arn:aws:dms:eu-west-1:111122223333:cert:EXAMPLE" },
    },
    dms: DMS,
    network: {
      subnetIds: ["subnet-0a33333333333333a", "subnet-0b33333333333333b"],
      securityGroupIds: ["sg-0c33333333333333c"],
    },
    cleaner: CLEANER,
    ...CSV,
    retention: RETENTION,
    alarms: { email: "data-platform@example.com" },
    createDmsServiceRoles: false,
    protectData: true,
  },
  {
    environment: "staging",
    region: "us-west-2",
    account: "111122223333",
    deployDms: true,
    stampSuffix: "",
    mongodb: {
      ...MONGODB,
      secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:clearwell/mongodb-staging-AbCdEf",
      tls: { unverified: "the staging server signs its own certificate" },
    },
    dms: DMS,
    network: {
      subnetIds: ["subnet-0a44444444444444a", "subnet-0b44444444444444b"],
      securityGroupIds: ["sg-0c44444444444444c"],
    },
    // Little data: leave the account's concurrency to production.
    cleaner: { ...CLEANER, reservedConcurrency: 2 },
    ...CSV,
    retention: { ...RETENTION, logDays: 14 },
    alarms: { none: "staging breaks during the day, in front of those who break it" },
    createDmsServiceRoles: false,
    protectData: false,
  },
] as const satisfies readonly Environment[];
