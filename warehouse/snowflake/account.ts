import { dbtAccount } from "./dbt-role.ts";
import { exporterAccount } from "./export/exporter.ts";
import { exportIntegrations } from "./export/stages.ts";
import { lakeIntegrations } from "./lakes.ts";
import {
  accountObject,
  databaseRole,
  dbtUser,
  errorIntegration,
  exporter,
  exportIntegration,
  lakeIntegration,
  storageIntegration,
  streamErrorIntegration,
  streamIntegration,
} from "./names.ts";
import { ROLES } from "./roles.ts";
import type { SqlFile } from "./sql-file.ts";
import { list, literal } from "./sql-text.ts";
import { streamIntegrations } from "./star/landing.ts";
import { locationOf, type Publisher, type Target } from "./target.ts";

/** A right of the owner role, and the statements that need it. */
export interface OwnerRight {
  /** `CREATE SHARE ON ACCOUNT` */
  readonly right: string;
  /** A statement of the generated files that needs it begins with one of these. */
  readonly statements: readonly RegExp[];
  readonly because: string;
}

/** All that the owner role may beside what comes with owning the database. Snowflake's pages on the statements name the rights. */
export function ownerRights(target: Target): OwnerRight[] {
  const { warehouse } = target.snowflake;
  return [
    {
      right: `USAGE ON WAREHOUSE ${warehouse}`,
      statements: [/^(INSERT|UPDATE|DELETE|MERGE)\b/, /^CREATE TASK\b/],
      because: "statements run on it",
    },
    ...storageIntegrations(target).map((integration) => ({
      right: `USAGE ON INTEGRATION ${integration}`,
      statements: [/^(CREATE|ALTER) STAGE\b/],
      because: "CREATE STAGE names it",
    })),
    ...publishers(target).map(({ integration }) => ({
      right: `USAGE ON INTEGRATION ${integration}`,
      statements: [
        new RegExp(`^ALTER PIPE \\S+ SET ERROR_INTEGRATION = ${integration}$`),
        new RegExp(`^CREATE OR REPLACE TASK\\b[^$]*\\sERROR_INTEGRATION = ${integration}\\s`),
      ],
      because: "pipes or tasks name it",
    })),
    {
      right: "APPLY MASKING POLICY ON ACCOUNT",
      statements: [/^ALTER TAG \S+ (UN)?SET MASKING POLICY\b/],
      because: "ALTER TAG … SET MASKING POLICY",
    },
    {
      right: "APPLY TAG ON ACCOUNT",
      statements: [/^CREATE OR REPLACE SECURE VIEW\b[\s\S]*WITH TAG/],
      because: "CREATE VIEW … WITH TAG",
    },
    { right: "CREATE SHARE ON ACCOUNT", statements: [/^(CREATE|DROP) SHARE\b/], because: "CREATE SHARE" },
    // The owner of a share may change it, but not say who reads it. https://docs.snowflake.com/en/sql-reference/sql/alter-share
    {
      right: "MANAGE SHARE TARGET ON ACCOUNT",
      statements: [/^ALTER SHARE \S+ (SET|REMOVE) ACCOUNTS\b/],
      because: "ALTER SHARE … SET ACCOUNTS",
    },
    // https://docs.snowflake.com/en/sql-reference/sql/show-shares
    { right: "IMPORT SHARE ON ACCOUNT", statements: [/^SHOW SHARES\b/], because: "SHOW SHARES, of warehouse check" },
    {
      right: "EXECUTE TASK ON ACCOUNT",
      statements: [/^(CREATE|ALTER) TASK\b/],
      because: "tasks that remove superseded rows, and those that fill a star",
    },
    {
      right: "EXECUTE MANAGED TASK ON ACCOUNT",
      statements: [/^(CREATE|ALTER) TASK\b/],
      because: "a task without a warehouse",
    },
  ];
}

/**
 * What an administrator runs once, as ACCOUNTADMIN, and again if it has changed. Snowflake takes the role's ARN before the role exists.
 * https://docs.snowflake.com/en/sql-reference/sql/create-storage-integration
 */
export function account(target: Target): SqlFile {
  const { database, warehouse, ownerRole, user } = target.snowflake;
  const monitor = accountObject(target, "MONITOR");
  return {
    name: "account.sql",
    statements: [
      "USE ROLE ACCOUNTADMIN",
      [
        `CREATE RESOURCE MONITOR IF NOT EXISTS ${monitor} WITH CREDIT_QUOTA = 100 FREQUENCY = MONTHLY START_TIMESTAMP = IMMEDIATELY`,
        "TRIGGERS ON 80 PERCENT DO NOTIFY ON 100 PERCENT DO SUSPEND",
      ].join("\n"),
      // A warehouse that is there keeps its own monitor.
      `CREATE WAREHOUSE IF NOT EXISTS ${warehouse} WAREHOUSE_SIZE = XSMALL AUTO_SUSPEND = 60 INITIALLY_SUSPENDED = TRUE RESOURCE_MONITOR = ${monitor}`,
      `CREATE ROLE IF NOT EXISTS ${ownerRole}`,
      `GRANT ROLE ${ownerRole} TO ROLE SYSADMIN`,
      // A service user logs in with a key only. https://docs.snowflake.com/en/user-guide/admin-user-management
      `CREATE USER IF NOT EXISTS ${user} TYPE = SERVICE DEFAULT_ROLE = ${ownerRole} DEFAULT_WAREHOUSE = ${warehouse}`,
      `GRANT ROLE ${ownerRole} TO USER ${user}`,
      `CREATE DATABASE IF NOT EXISTS ${database}`,
      `GRANT OWNERSHIP ON DATABASE ${database} TO ROLE ${ownerRole} COPY CURRENT GRANTS`,
      `GRANT CREATE DATABASE ROLE ON DATABASE ${database} TO ROLE ${ownerRole}`,
      ...dbtAccount(target),
      ...exporterAccount(target),
      ...(target.access === undefined ? [] : integrations(target, target.access)),
      ...lakeIntegrations(target),
      ...streamIntegrations(target),
      ...publishers(target).flatMap(notificationIntegration),
      ...exportIntegrations(target),
      ...ownerRights(target).map(({ right }) => `GRANT ${right} TO ROLE ${ownerRole}`),
    ],
    makes: [],
  };
}

/** The integrations through which the environment's stages read. */
function storageIntegrations(target: Target): string[] {
  return [
    ...(target.access === undefined ? [] : [storageIntegration(target)]),
    ...target.lakes.map(({ region }) => lakeIntegration(target, region)),
    ...target.streams.map(({ region }) => streamIntegration(target, region)),
    ...target.exports.map(({ region }) => exportIntegration(target, region)),
  ];
}

function integrations(target: Target, { roleArn, externalId }: NonNullable<Target["access"]>): string[] {
  const storage = storageIntegration(target);
  const role = `STORAGE_AWS_ROLE_ARN = ${literal(roleArn)} STORAGE_AWS_EXTERNAL_ID = ${literal(externalId)}`;
  const allowed = `STORAGE_ALLOWED_LOCATIONS = (${list(target.stacks.map(({ name }) => literal(locationOf(target, name))))})`;
  return [
    [
      `CREATE STORAGE INTEGRATION IF NOT EXISTS ${storage} TYPE = EXTERNAL_STAGE STORAGE_PROVIDER = 'S3' ENABLED = TRUE`,
      role,
      allowed,
    ].join("\n"),
    // Brings one that was made before up to date.
    `ALTER STORAGE INTEGRATION ${storage} SET\n${role}\n${allowed}`,
  ];
}

interface PublisherHere extends Publisher {
  readonly integration: string;
  /** The setting that waits for the external id that Snowflake chooses. */
  readonly setting: string;
}

/** What publishes failures of pipes and tasks: one for CLEAN, and one for each bucket of streamed rows. */
function publishers(target: Target): PublisherHere[] {
  const clean = target.access?.notifications;
  return [
    ...(clean === undefined
      ? []
      : [{ ...clean, integration: errorIntegration(target), setting: "snowflake.notifications.externalId" }]),
    ...target.streams.flatMap(({ access: { notifications }, region }) =>
      notifications === undefined
        ? []
        : [
            {
              ...notifications,
              integration: streamErrorIntegration(target, region),
              setting: "mysql-to-snowflake.notifications.externalId",
            },
          ],
    ),
  ];
}

function notificationIntegration({ integration, topicArn, roleArn }: PublisherHere): string[] {
  const sns = `AWS_SNS_TOPIC_ARN = ${literal(topicArn)} AWS_SNS_ROLE_ARN = ${literal(roleArn)}`;
  return [
    [
      `CREATE NOTIFICATION INTEGRATION IF NOT EXISTS ${integration} ENABLED = TRUE DIRECTION = OUTBOUND TYPE = QUEUE`,
      `NOTIFICATION_PROVIDER = AWS_SNS ${sns}`,
    ].join("\n"),
    // https://docs.snowflake.com/en/sql-reference/sql/alter-notification-integration-queue-outbound-aws
    `ALTER NOTIFICATION INTEGRATION ${integration} SET ${sns}`,
  ];
}

/** The text of the administrator's file: what each right is for, and what comes after. */
export function accountText(target: Target): string {
  const { statements } = account(target);
  const reasons = new Map(ownerRights(target).map(({ right, because }) => [right, because]));
  const lines = statements.map((statement) => {
    const right = /^GRANT (.+) TO ROLE \S+$/.exec(statement)?.[1] ?? "";
    const because = reasons.get(right);
    return `${because === undefined ? "" : `-- ${because}\n`}${statement};\n`;
  });
  return [HEAD, ...lines, tail(target)].join("\n");
}

const HEAD = "-- For an administrator, once, and again if it has changed. Everything else runs as the owner role.\n";

function tail(target: Target): string {
  const { user, warehouse } = target.snowflake;
  const failures = publishers(target).flatMap(({ integration, setting }) => [
    `-- What the role in AWS that publishes failures has to trust, for \`${setting}\`:`,
    `--   DESC INTEGRATION ${integration};`,
  ]);
  const roles = Object.entries(ROLES).map(([role, what]) => `--   ${databaseRole(target, role)}: ${what}`);
  return [
    `-- Then, with the runner's public key:`,
    `--   ALTER USER ${user} SET RSA_PUBLIC_KEY = '…';`,
    ...(target.lakes.length === 0
      ? []
      : ["-- With dbt's:", `--   ALTER USER ${dbtUser(target)} SET RSA_PUBLIC_KEY = '…';`]),
    ...(target.exports.length === 0
      ? []
      : ["-- With that of the exports:", `--   ALTER USER ${exporter(target)} SET RSA_PUBLIC_KEY = '…';`]),
    "-- The IAM user that the role in AWS has to trust, for `iamUserArn` of the environment:",
    ...storageIntegrations(target).map((integration) => `--   DESC INTEGRATION ${integration};`),
    ...failures,
    "-- Roles of people get database roles, and the warehouse:",
    `--   GRANT DATABASE ROLE ${databaseRole(target, "READER")} TO ROLE …;`,
    `--   GRANT USAGE ON WAREHOUSE ${warehouse} TO ROLE …;`,
    ...roles,
    "",
  ].join("\n");
}
