import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { legionOf, SECOND, STAGING, withLegion } from "./fixtures.ts";

/** Title, the change to staging (which is checked together with the primary), and the one problem that must be found. */
export type Wrong = [title: string, change: Partial<MongodbToSnowflake>, where: string, problem: string];

/** In how DMS connects to a database, and from where. */
export const WRONG_CONNECTIONS: readonly Wrong[] = [
  [
    "a secret of another region",
    { databases: withLegion(STAGING, { secretArn: legionOf(SECOND).secretArn }).databases },
    "databases.legion.secretArn",
    `"${legionOf(SECOND).secretArn}" is not in the stack's region and account`,
  ],
  [
    "a secret of another account",
    {
      databases: withLegion(STAGING, { secretArn: "arn:aws:secretsmanager:us-west-2:999988887777:secret:a" }).databases,
    },
    "databases.legion.secretArn",
    `"arn:aws:secretsmanager:us-west-2:999988887777:secret:a" is not in the stack's region and account`,
  ],
  [
    "a secret without a name",
    {
      databases: withLegion(STAGING, { secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:" }).databases,
    },
    "databases.legion.secretArn",
    `"arn:aws:secretsmanager:us-west-2:111122223333:secret:" is not in the stack's region and account`,
  ],
  [
    "a secret by its name, without the six characters after it",
    {
      databases: withLegion(STAGING, { secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:mongodb" })
        .databases,
    },
    "databases.legion.secretArn",
    `"arn:aws:secretsmanager:us-west-2:111122223333:secret:mongodb" does not end like an ARN of Secrets Manager`,
  ],
  [
    "a secret with too few characters after its name",
    {
      databases: withLegion(STAGING, {
        secretArn: "arn:aws:secretsmanager:us-west-2:111122223333:secret:mongodb-AbCdE",
      }).databases,
    },
    "databases.legion.secretArn",
    `"arn:aws:secretsmanager:us-west-2:111122223333:secret:mongodb-AbCdE" does not end like an ARN of Secrets Manager`,
  ],
  [
    "a secret with a field after it",
    { databases: withLegion(STAGING, { secretArn: `${legionOf(STAGING).secretArn}:password::` }).databases },
    "databases.legion.secretArn",
    `"${legionOf(STAGING).secretArn}:password::" does not end like an ARN of Secrets Manager`,
  ],
  [
    "a certificate of another region",
    { databases: withLegion(STAGING, { tls: legionOf(SECOND).tls }).databases },
    "databases.legion.tls.certificateArn",
    `"arn:aws:dms:us-east-1:111122223333:cert:FIXTURE" is not in the stack's region and account`,
  ],
  [
    "an unverified connection without a reason",
    { databases: withLegion(STAGING, { tls: { unverified: " " } }).databases },
    "databases.legion.tls.unverified",
    "there is no reason",
  ],
  [
    "fewer than two subnets",
    { network: { ...STAGING.network, subnetIds: ["subnet-0a11111111111111a"] } },
    "network.subnetIds",
    "1 subnets, DMS needs 2",
  ],
  [
    "one subnet listed twice",
    { network: { ...STAGING.network, subnetIds: ["subnet-0a11111111111111a", "subnet-0a11111111111111a"] } },
    "network.subnetIds",
    "1 subnets, DMS needs 2",
  ],
  [
    "no security group",
    { network: { ...STAGING.network, securityGroupIds: [] } },
    "network.securityGroupIds",
    "no security group",
  ],
  [
    "a subnet's name instead of its id",
    { network: { ...STAGING.network, subnetIds: ["subnet-0a11111111111111a", "private-b"] } },
    "network.subnetIds",
    `"private-b" is not an id`,
  ],
  [
    "a security group's name instead of its id",
    { network: { ...STAGING.network, securityGroupIds: ["sg-default"] } },
    "network.securityGroupIds",
    `"sg-default" is not an id`,
  ],
  ...[
    "https://vpce-1.secretsmanager.us-west-2.vpce.amazonaws.com",
    "vpce-1.secretsmanager.us-west-2.vpce.amazonaws.com:443",
    "vpce-1.example;authSource=x",
    "localhost",
    "",
  ].map(
    (secretsManagerEndpoint): Wrong => [
      `a Secrets Manager endpoint that is not a DNS name: "${secretsManagerEndpoint}"`,
      { databases: withLegion(STAGING, { secretsManagerEndpoint }).databases },
      "databases.legion.secretsManagerEndpoint",
      `"${secretsManagerEndpoint}" is not a DNS name`,
    ],
  ),
];
