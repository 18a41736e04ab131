import type { BudgetSettings, Environment } from "../environment.ts";
import type { FreshnessSettings } from "../freshness.ts";
import type { NetworkSettings } from "../network/settings.ts";
import type { JobNetworkSettings } from "./network-settings.ts";
import type { RedshiftSettings } from "./redshift-settings.ts";

/** A stack of this pipeline: its environment with its network, and its own settings. */
export type MongodbToRedshift = Environment & MongodbToRedshiftSettings & { readonly network?: NetworkSettings };

/** The settings of this pipeline in one environment and region. */
export interface MongodbToRedshiftSettings {
  /**
   * Whether there are jobs. Switched off, the job queue, the state machine, their schedule and their alarms are destroyed. The bucket, the keys,
   * the logs and Redshift stay in the stack, and Redshift can be queried.
   */
  readonly deployJobs: boolean;
  /**
   * Start of the bucket's name: `<lakeBucket>-<region>-<environment>`, then the suffix. Default `clearwell-documents`. Its logs are in a second
   * bucket, with `-logs` at the end. Changing it replaces both.
   */
  readonly lakeBucket: string;
  /** Appended to the bucket's name, for when that name is taken: `-2`. Default none. Changing it replaces the bucket. */
  readonly stampSuffix: string;
  /**
   * ARN of a KMS key that encrypts the bucket and Redshift, in the stack's region. Its policy must let roles of this account use it by their
   * own policies, and make grants. Absent: the stack creates one.
   */
  readonly lakeKeyArn?: string;
  /**
   * Whether the stack makes the CloudTrail trail that records each request for an object of the bucket. `"exists"`: another trail of the
   * account records data events of all buckets, and a second copy would be charged.
   * https://docs.aws.amazon.com/awscloudtrail/latest/userguide/logging-data-events-with-cloudtrail.html
   */
  readonly trail: "make" | "exists";
  /** The databases that are read, by name; each is a MongoDB source in `contracts/index.ts`. */
  readonly databases: { readonly [database: string]: DatabaseSettings };
  readonly jobNetwork: JobNetworkSettings;
  readonly schedule: ScheduleSettings;
  /**
   * What begins to load a batch. `"orchestrator"`: the same execution that extracted it, as soon as that has ended. `"s3"`: S3's event of the
   * batch's manifest, so the first ranges of a long first load are loaded while the next are read. Default `"orchestrator"`.
   */
  readonly processTrigger: "orchestrator" | "s3";
  /** Whether documents with fields that the contract does not list stop their collection. Such fields are never read. Default `"report"`. */
  readonly unlistedFields: "report" | "stop";
  readonly jobs: JobsSettings;
  readonly redshift: RedshiftSettings;
  readonly retention: RetentionSettings;
  /** How long a collection may be without new rows in Redshift. Exceptions are `<database>/<collection>`. */
  readonly freshness: FreshnessSettings;
  /** Absent: no budget. */
  readonly budget?: BudgetSettings;
}

/** A source: what is read, and how it is connected to. The network must have a way to it. */
export interface DatabaseSettings {
  /** The listed collections that are read here. Absent: all. */
  readonly collections?: readonly string[];
  /**
   * Secret with `uri`, a connection string with the login, in the stack's region: `mongodb+srv://…`. Its role reads the listed collections
   * (`find`, `changeStream`, `collStats`) and, if it may, the oplog. AWS Batch gives it to the job.
   * https://docs.aws.amazon.com/batch/latest/userguide/specifying-sensitive-data-secrets.html
   */
  readonly secretArn: string;
  /** ARN of the KMS key that encrypts the secret. Absent: the key `aws/secretsmanager`. */
  readonly secretKeyArn?: string;
  /** Whether the secret also has `ca`: the PEM of the CA that signed the servers' certificates. Default false: Node trusts it. */
  readonly ownCa: boolean;
  /** Which member is read. Default `"secondary"`; `"primary"` is for a replica set of one. */
  readonly readFrom: "secondary" | "primary";
  /** Tags of the secondaries that are read: `{ use: "analytics" }`. Absent: any. https://www.mongodb.com/docs/manual/core/read-preference-tags/ */
  readonly readTags?: { readonly [tag: string]: string };
  /** Hours that the oplog reaches back, if the login may not read it. Default 24. */
  readonly oplogHours: number;
}

export interface ScheduleSettings {
  /**
   * When an execution starts, as EventBridge writes it: `rate(1 hour)`, `cron(15 * * * ? *)`. Default `rate(1 hour)`. The schedule is off until
   * `ops start` switches it on, and an apply leaves it as it is.
   * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
   */
  readonly expression: string;
  /** Time zone of a cron expression. Default `UTC`. */
  readonly timeZone: string;
}

/** The jobs on Fargate Spot. https://docs.aws.amazon.com/batch/latest/userguide/fargate.html */
export interface JobsSettings {
  /** Collections at the same time. Default 4. */
  readonly concurrency: number;
  readonly extract: JobSettings;
  readonly process: JobSettings;
}

export interface JobSettings {
  /** Default 1 of each; only some pairs with `memoryMb` exist. */
  readonly vcpus: 1 | 2 | 4 | 8;
  /** Default 4,096. */
  readonly memoryMb: number;
  /** GB of disk, 21 to 200; a batch is on it while it is written. Default 50. */
  readonly diskGb: number;
  /** Attempts, up to 10, of which one ends when Spot takes the machine away. Default 5. A job goes on with what its last attempt left. */
  readonly attempts: number;
  /** Hours of one attempt, 1 to 168. Default 24. */
  readonly hours: number;
}

/** How long things are kept, in days. */
export interface RetentionSettings {
  /** Days of an old version of an object. Default 30. What was deleted, such as a person's rows, is gone after these. */
  readonly oldVersionDays: number;
  /** Days of the typed files, which can be made from the raw ones again. Default 7. Raw files stay: a table is made anew from them. */
  readonly stagedDays: number;
  /** Days of the log of requests and of the trail. Default 400. */
  readonly accessLogDays: number;
  /** Days of the jobs' log and of Redshift's audit logs; one of CloudWatch's values. Default 90. */
  readonly logDays: number;
}
