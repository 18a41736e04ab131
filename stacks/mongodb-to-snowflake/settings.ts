import type { BudgetSettings, Environment } from "../environment.ts";
import type { FreshnessSettings } from "../freshness.ts";

/** A stack of this pipeline: its environment, and its own settings. */
export type MongodbToSnowflake = Environment & MongodbToSnowflakeSettings;

/** The settings of this pipeline in one environment and region. */
export interface MongodbToSnowflakeSettings {
  /**
   * Whether the pipeline exists. Switching it off destroys DMS and the cleaner, never the shared CLEAN bucket. RAW, the keys, the
   * failure queue and both logs: if `protectData` is off, they are destroyed too; if it is on, they stay in AWS and are removed from
   * Terraform's state.
   */
  readonly deployDms: boolean;
  /** Appended to the RAW bucket's name, for when that name is taken: `-2`. Default none. Changing it replaces the bucket. */
  readonly stampSuffix: string;
  /**
   * Start of the RAW bucket's name: `<rawBucket>-<region>-<environment>`, then the suffix. Default `legion-analytics`. Changing it
   * replaces the bucket.
   */
  readonly rawBucket: string;
  /** Folder of the RAW bucket that has all rows. Default `mongodb-data`. */
  readonly rawFolder: string;
  /**
   * ARN of a KMS key that encrypts RAW, the replication instance's disk and the source endpoints' settings, in the stack's region. Its
   * policy must let roles of this account use it by their own policies. Absent: the stack creates one.
   */
  readonly rawKeyArn?: string;
  /**
   * The databases that are replicated, by name; each is a MongoDB source in `contracts/index.ts`. One DMS endpoint and task for each. Not
   * Amazon DocumentDB: Terraform's provider ignores the settings of such an endpoint, so DMS would replicate whole documents in one
   * column, of which the cleaner keeps nothing (https://github.com/hashicorp/terraform-provider-aws/issues/43906).
   */
  readonly databases: { readonly [database: string]: DatabaseSettings };
  /**
   * The database whose resources, metrics and alarms are named without the database. Those of all others have its name in theirs. Needed
   * if there are several; can't be changed later. Default: the only one.
   */
  readonly firstDatabase?: string;
  readonly dms: DmsSettings;
  readonly network: NetworkSettings;
  readonly cleaner: CleanerSettings;
  /** The character between two cells in RAW. Default a comma; the cleaner reads any other several times slower. */
  readonly csvDelimiter: string;
  /**
   * Text of a null cell in RAW. Default `NULL`. A string that equals it is read as null, so a rarer text is safer. A change does not
   * affect objects that are already in RAW: they keep the old marker.
   */
  readonly nullMarker: string;
  /** `notification_channel` of Snowflake's pipes (`SHOW PIPES`), in the region of the CLEAN bucket. Primary stack only. Absent: Snowpipe is not notified. */
  readonly snowpipeSqsArn?: string;
  readonly retention: RetentionSettings;
  readonly freshness: FreshnessSettings;
  /** Absent: no budget. */
  readonly budget?: BudgetSettings;
  /**
   * Whether the stack creates the roles `dms-vpc-role` and `dms-cloudwatch-logs-role`, which DMS looks up by name. At most one
   * stack in an account, the one that is deployed first (usually the primary); no stack if the roles already exist. They stay when
   * `deployDms` is switched off.
   * https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html
   */
  readonly createDmsServiceRoles: boolean;
}

/** A source: what DMS reads, and how it connects. */
export interface DatabaseSettings {
  /** The listed collections that are replicated here. Absent: all. */
  readonly collections?: readonly string[];
  /** Database that holds the user. Default `admin`. */
  readonly authSource: string;
  /**
   * Secret with `username`, `password`, `host`, `port`, in the stack's region. `host` is the name of one server, in a replica set of any
   * member: DMS takes no `mongodb+srv://` address. The user logs in with SCRAM-SHA-1. DMS refuses a password with one of `;` `.` `:` `+`.
   * After a rotation the task may have to be restarted.
   * https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html
   */
  readonly secretArn: string;
  /** ARN of the KMS key that encrypts the secret. Absent: the key `aws/secretsmanager`. */
  readonly secretKeyArn?: string;
  /**
   * DNS name of the interface endpoint through which the replication instance reaches Secrets Manager:
   * `vpce-0123-4567.secretsmanager.us-west-2.vpce.amazonaws.com`. For private subnets without private DNS. Absent: DMS uses the
   * public name, and in such a subnet the connection times out. Setting it changes the DMS endpoint: stop the task first.
   * https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html
   */
  readonly secretsManagerEndpoint?: string;
  /** The CA of the server, imported into DMS, or the reason why its certificate is not verified. The connection is always encrypted. */
  readonly tls: { readonly certificateArn: string } | { readonly unverified: string };
  /**
   * Documents that DMS samples to find a collection's columns. A field that is in none of them is never replicated, so the default,
   * 10,000, is higher than DMS's own 1,000. More documents make the task start more slowly.
   * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html
   */
  readonly docsToInvestigate: number;
}

/** The replication instance, and how much it holds in memory at a time. */
export interface DmsSettings {
  /** Default `dms.t3.micro` (1 GB), which is for trying out. */
  readonly instanceClass: string;
  /** GB, 5 to 6144; for logs and cached changes, not for the data. Default 20. */
  readonly storageGb: number;
  /**
   * 3.5.4 or later: earlier versions write columns into the wrong place. Default 3.6.1. Automatic upgrades are off, but AWS upgrades
   * a version that it no longer supports; `ops status` says when. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReleaseNotes.html
   */
  readonly engineVersion: string;
  /**
   * KB, up to 102,400. A longer string or array is truncated: S3 targets have limited LOB mode only. Default 256. DMS needs memory
   * for this times `commitRate` times the number of LOB columns (every string and every array), for each collection that is loading.
   * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html
   */
  readonly lobMaxKb: number;
  /**
   * Rows that DMS moves together in a full load, up to 50,000. Default 50: with 20 LOB columns of 256 KB in each of two collections
   * that load at the same time, that takes 500 MB.
   */
  readonly commitRate: number;
}

export interface NetworkSettings {
  /** At least two, in two availability zones, with routes to S3, Secrets Manager and MongoDB. */
  readonly subnetIds: readonly string[];
  /** At least one that lets the replication instance connect to MongoDB. */
  readonly securityGroupIds: readonly string[];
}

/** The cleaner function, and two settings of its output. */
export interface CleanerSettings {
  /** MB, 128 to 10,240. Default 3,538, which has two processors: a file of 8 MB or more is inflated on the second one. */
  readonly memoryMb: number;
  /**
   * Objects that are cleaned at the same time; others wait. Default 20. With 0 the cleaner is paused: every event goes to the
   * failure queue. Lambda refuses a value that would leave fewer than 100 of the account's quota in the region unreserved. A new
   * account has a quota of 10 to 50: there 20 fails until the quota is raised.
   * https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   */
  readonly reservedConcurrency: number;
  /** Whether `Op` is written to CLEAN. Default true: without it a deleted document looks alive. */
  readonly passOp: boolean;
  /** Default `versioned`: Snowpipe never loads the same name twice, so a reload needs new names. */
  readonly cleanNames: "versioned" | "same-name";
}

/** How long things are kept, in days. */
export interface RetentionSettings {
  /** Days that full rows stay in RAW, which is also how far back a replay reaches. Default 7. */
  readonly rawDays: number;
  /** Days in CLEAN. Default 7, which is also how far back Snowpipe's REFRESH looks. */
  readonly cleanDays: number;
  /** Days of logs, one of CloudWatch's values. Default 90. */
  readonly logDays: number;
  /** Days of the replication task's log, which may quote rows; one of CloudWatch's values. Default 14. */
  readonly dmsLogDays: number;
}
