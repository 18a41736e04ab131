import type { BudgetSettings, Environment } from "../environment.ts";
import type { NetworkSettings } from "../network/settings.ts";
import type { StreamCapacity } from "../stream-capacity.ts";
import type { PostgresSettings } from "./postgres-settings.ts";

/** The stacks of this pipeline in one place: the environment with its network, and the pipeline's own settings. */
export type SnowflakeToPostgres = Environment & SnowflakeToPostgresSettings & { readonly network?: NetworkSettings };

/** The settings of this pipeline in one environment and region. */
export interface SnowflakeToPostgresSettings {
  /**
   * Whether there is what runs: the modules bastion, batch, streaming, catalog and sync. Switched off, they are destroyed, with what the streams
   * still hold. The buckets, the keys and PostgreSQL stay in their stacks, and PostgreSQL can be queried.
   */
  readonly deployModules: boolean;
  readonly buckets: BucketSettings;
  /**
   * ARN of a KMS key that encrypts the buckets, in the stack's region. Its policy must let roles of this account use it by their own policies.
   * Absent: the module buckets creates one.
   */
  readonly rawKeyArn?: string;
  /** The source of `contracts/index.ts` that is exported: one in Snowflake. Its name is the schema in PostgreSQL. */
  readonly database: string;
  /** The listed tables that are exported here. Absent: all. */
  readonly tables?: readonly string[];
  readonly export: ExportSettings;
  readonly stream: StreamSettings;
  /**
   * What the crawlers look at. `"everything"`: all folders, and tables of the catalog follow changes of the files; for the first time, and after a
   * change of the contracts. `"new-folders"`: only folders that are new, which costs less; a change of the files is only logged.
   * https://docs.aws.amazon.com/glue/latest/dg/incremental-crawls.html
   */
  readonly recrawl: "everything" | "new-folders";
  readonly postgres: PostgresSettings;
  readonly bastion: BastionSettings;
  readonly sync: SyncSettings;
  readonly schedule: ScheduleSettings;
  readonly retention: RetentionSettings;
  /** Hours within which an export and its sync must have succeeded, before an alarm fires, 1 to 168. Default 26. */
  readonly behindHours: number;
  /** Of all modules together. Absent: no budget. */
  readonly budget?: BudgetSettings;
}

export interface BucketSettings {
  /** Start of the name of the bucket of raw rows. Default `insightflow-raw-bucket`. Changing it replaces the bucket. */
  readonly raw: string;
  /** The same for cleaned rows, to which this pipeline writes nothing. Default `insightflow-clean-bucket`. */
  readonly clean: string;
  /** More buckets like the clean one. Default none. */
  readonly more: readonly string[];
  /** End of all names: bucket names are global. `-production-us-west-2`. Default none. Changing it replaces the buckets. */
  readonly suffix: string;
  /** ARNs of roles that may read raw rows, besides those of the pipeline: of Athena's users, of jobs. They need rights of their own. Default none. */
  readonly readerArns: readonly string[];
}

/** How Snowflake writes the tables to the raw bucket. */
export interface ExportSettings {
  /**
   * Secret with the private key of the user that exports, PEM, in the stack's region.
   * https://docs.snowflake.com/en/user-guide/key-pair-auth
   */
  readonly privateKeyArn: string;
  /** ARN of the KMS key that encrypts the secret. Absent: the key `aws/secretsmanager`. */
  readonly privateKeyKeyArn?: string;
  /** The most MB of a part, 1 to 250. Default 16. A part is loaded in one transaction. */
  readonly partMb: number;
  /** Tables at the same time, 1 to 40. Default 4. */
  readonly concurrency: number;
}

/** What the publisher's events go through: a Kinesis stream, and Firehose, for each table. */
export interface StreamSettings {
  /** The listed tables of which events are streamed. Empty: the module streaming has nothing. */
  readonly tables: readonly string[];
  /** Of each table's stream. Default `"on-demand"`. */
  readonly capacity: StreamCapacity;
  /** Hours that a stream keeps records, 24 to 8760. Default 24. */
  readonly hours: number;
}

/**
 * The machine from which an operator reaches PostgreSQL, and which makes the tables when it starts. Operators connect by Session Manager, for which
 * nothing is open.
 */
export interface BastionSettings {
  /** Default `t4g.nano`: a machine with an ARM processor. */
  readonly instanceType: string;
  /** Also by SSH, from these addresses, with the key pair of this name in EC2. Absent: not by SSH. */
  readonly ssh?: { readonly cidr: string; readonly keyPair: string };
}

export interface SyncSettings {
  /** Parts of a batch that are loaded at the same time, 1 to 40. Default 4. */
  readonly workers: number;
  /** Minutes for which a publish tries again while readers hold a table, 1 to 120. Default 15. */
  readonly publishMinutes: number;
}

export interface ScheduleSettings {
  /**
   * When a run starts, as EventBridge writes it: `rate(1 day)`, `cron(30 1 * * ? *)`. Default `rate(1 day)`. The schedule is off until `ops start`
   * switches it on, and an apply leaves it as it is.
   * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   */
  readonly expression: string;
  /** Time zone of a cron expression. Default `UTC`. */
  readonly timeZone: string;
}

/** How long things are kept, in days. */
export interface RetentionSettings {
  /** Exported parts. Default 400. What no manifest names ends then, too; and a table whose last full batch is older can't be loaded anew. */
  readonly batchDays: number;
  /** Streamed files. Default 400. */
  readonly streamDays: number;
  /** What Firehose could not transform, as it came. Default 7. */
  readonly errorDays: number;
  /** Old versions of objects. Default 30. What was deleted, such as a person's rows, is gone after these. */
  readonly oldVersionDays: number;
  /** PostgreSQL's log; one of CloudWatch's values. Default 90. */
  readonly logDays: number;
}
