import type { BudgetSettings, Environment } from "../environment.ts";
import type { FreshnessSettings } from "../freshness.ts";
import type { RangeDestination } from "../network/group-request.ts";
import type { NetworkSettings } from "../network/settings.ts";

/** A stack of this pipeline: its environment with its network, and its own settings. */
export type RelationalToSnowflake = Environment &
  RelationalToSnowflakeSettings & { readonly network?: NetworkSettings };

/** The settings of this pipeline in one environment and region. */
export interface RelationalToSnowflakeSettings {
  /**
   * Whether the pipeline exists. Switching it off destroys DMS, the checks of the sources and of the lake's columns, and the role with which
   * Snowflake reads. The bucket, the keys and the log: if `protectData` is off, they are destroyed too; if it is on, they stay in AWS and are
   * removed from Terraform's state.
   */
  readonly deployDms: boolean;
  /**
   * Start of the bucket's name: `<lakeBucket>-<region>-<environment>`, then the suffix. Default `clearwell-changes`. Changing it replaces
   * the bucket.
   */
  readonly lakeBucket: string;
  /** Appended to the bucket's name, for when that name is taken: `-2`. Default none. Changing it replaces the bucket. */
  readonly stampSuffix: string;
  /**
   * ARN of a KMS key that encrypts the bucket, the replication instance's disk and the source endpoints' settings, in the stack's region.
   * Its policy must let roles of this account use it by their own policies. Absent: the stack creates one.
   */
  readonly lakeKeyArn?: string;
  /** The databases that are replicated, by name; each is a MySQL or PostgreSQL source in `contracts/index.ts`. One DMS endpoint and task for each. */
  readonly databases: { readonly [database: string]: DatabaseSettings };
  readonly dms: DmsSettings;
  readonly dmsNetwork: DmsNetworkSettings;
  readonly retention: RetentionSettings;
  /**
   * How Snowflake learns of new files. `"dbt"`: each run of dbt lets it look. Otherwise S3 notifies it of each file, and its external tables
   * have a file within minutes, between the runs too. Default `"dbt"`. To switch over: docs/dbt.md#let-s3-notify-snowflake.
   */
  readonly refresh: RefreshSettings;
  /** How long a database may be without any change that DMS writes. Exceptions are databases; one that is only loaded has no alarm. */
  readonly freshness: FreshnessSettings;
  /** Absent: no budget. */
  readonly budget?: BudgetSettings;
  /**
   * Whether the stack creates the roles `dms-vpc-role` and `dms-cloudwatch-logs-role`, which DMS looks up by name. At most one stack in
   * an account, of whichever pipeline; no stack if the roles already exist. They stay when `deployDms` is switched off.
   * https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html
   */
  readonly createDmsServiceRoles: boolean;
}

/**
 * A source: what DMS reads, and how it connects. What the database must have, and its users' rights: `docs/sources.md`, which the check of
 * the sources compares with the database.
 */
export interface DatabaseSettings {
  /** The listed tables that are replicated here. Absent: all. */
  readonly tables?: readonly string[];
  /**
   * `full-load-and-cdc` copies the tables, then each change. `cdc` begins with the changes after the task's first start. `full-load` copies
   * the tables once, then the task stops, which sends the same mail as any other stop.
   * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Task.CDC.html
   */
  readonly migration: "full-load" | "cdc" | "full-load-and-cdc";
  /** PostgreSQL only: the schema of the tables. Default `public`. The database to connect to has the source's name. In MySQL, schema and database are one. */
  readonly schema?: string;
  /**
   * PostgreSQL only: the schema in which DMS updates a row every five minutes, with a user that may create a table there. Without it, the
   * slot of a database in which nothing listed changes keeps all WAL that other databases of the server write, until the disk is full.
   * Absent: no heartbeat. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.PostgreSQL.html
   */
  readonly heartbeatSchema?: string;
  /**
   * Secret with `username`, `password`, `host`, `port`, in the stack's region. DMS refuses a password with one of `;` `.` `:` `+`. After
   * a rotation the task may have to be restarted.
   * https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html
   */
  readonly secretArn: string;
  /** ARN of the KMS key that encrypts the secret. Absent: the key `aws/secretsmanager`. */
  readonly secretKeyArn?: string;
  /**
   * The login of the check of the sources, which reads the catalog and no row: `docs/sources.md` has the SQL that makes it. Its secret has
   * the same fields as DMS's, and `ca`, the CA of the server as PEM, if Amazon has not signed the server's certificate.
   */
  readonly catalogSecret: CatalogSecret;
  /**
   * DNS name of the interface endpoint to Secrets Manager, for private subnets without private DNS: for DMS and for the check of the
   * sources. Absent: the public name, to which the subnets need a route.
   */
  readonly secretsManagerEndpoint?: string;
  /**
   * The CA of the server, imported into DMS. With `anyHost`, the reason why the name in the certificate is not checked, such as a proxy
   * in front of the server. `unverified`, the reason why nothing is checked: PostgreSQL only, because DMS connects to MySQL either
   * verified or in the clear. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Security.SSL.html
   */
  readonly tls: TlsSettings;
}

interface CatalogSecret {
  readonly secretArn: string;
  /** As of DMS's secret. */
  readonly secretKeyArn?: string;
}

type TlsSettings =
  | { readonly certificateArn: string }
  | { readonly certificateArn: string; readonly anyHost: string }
  | { readonly unverified: string };

/** The replication instance. How long a large object may be is in the contract: `lob`. */
export interface DmsSettings {
  /** Default `dms.t3.medium` (4 GB). */
  readonly instanceClass: string;
  /** GB, 5 to 6144; for logs and cached changes, not for the data. Default 50. */
  readonly storageGb: number;
  /**
   * 3.5.4 or later. Default 3.6.1. Automatic upgrades are off, but AWS upgrades a version that it no longer supports.
   * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReleaseNotes.html
   */
  readonly engineVersion: string;
  /** Rows that DMS moves together in a full load, up to 50,000. Default 10,000; each needs memory for its large objects. */
  readonly commitRate: number;
}

/** Subnets and groups that exist, or the environment's network. The check of the sources is in the same. */
export type DmsNetworkSettings = GivenSubnets | SharedNetwork;

interface GivenSubnets {
  /** At least two, in two availability zones, with routes to S3, Secrets Manager and the databases. */
  readonly subnetIds: readonly string[];
  /** At least one that lets the replication instance connect to the databases. */
  readonly securityGroupIds: readonly string[];
}

/** Private subnets of the network that the environment names, and a security group that may connect to these addresses only. */
interface SharedNetwork {
  readonly databases: readonly RangeDestination[];
}

export type RefreshSettings =
  | "dbt"
  | {
      /**
       * Snowflake's queue: `notification_channel` of its external tables (`SHOW EXTERNAL TABLES`), which `ops warehouse check` says. Absent:
       * nobody knows it yet, so S3 notifies nobody, and each run still looks.
       */
      readonly queueArn?: string;
    };

/** How long things are kept, in days. */
export interface RetentionSettings {
  /** Days that files stay in the bucket. Default 30: what dbt has not loaded by then needs a new load. */
  readonly lakeDays: number;
  /** Days of the replication tasks' log, which may quote rows; one of CloudWatch's values. Default 14. */
  readonly dmsLogDays: number;
}

export function isShared(network: DmsNetworkSettings): network is SharedNetwork {
  return "databases" in network;
}
