/** One environment in one region: everything that differs between two stacks. The class that reads it is the same for all. */
export interface Environment {
  /** Lower-case letters, digits, single hyphens. Part of every name, so it can't be changed later. */
  readonly environment: string;
  /** AWS region of the database and of everything but the CLEAN bucket. Can't be changed later. */
  readonly region: string;
  /** Twelve digits. Terraform refuses to run against any other account. One for all stacks: they share the CLEAN bucket. */
  readonly account: string;
  /**
   * Whether the pipeline exists. Switching it off removes DMS and the cleaner, never the shared CLEAN bucket. RAW, the keys, the
   * failure queue and both logs go too if `protectData` is off; if it is on, they stay, and Terraform no longer knows them.
   */
  readonly deployDms: boolean;
  /** Appended to the RAW bucket's name where that is taken: `-2`. Default none. Changing it replaces the bucket. */
  readonly stampSuffix: string;
  readonly mongodb: MongodbSettings;
  readonly dms: DmsSettings;
  readonly network: NetworkSettings;
  readonly cleaner: CleanerSettings;
  /** Between two cells of RAW, one character, default a comma. The cleaner reads any other several times slower. */
  readonly csvDelimiter: string;
  /**
   * Text of a null cell in RAW, default `NULL`. A string that equals it is taken for null, so a rarer text is safer; objects
   * that are already in RAW keep the old one.
   */
  readonly nullMarker: string;
  /** `notification_channel` of Snowflake's pipes in us-east-1 (`SHOW PIPES`). Primary stack only; absent, nothing is notified. */
  readonly snowpipeSqsArn?: string;
  readonly retention: RetentionSettings;
  /** Where failures are told. Without an address, a reason; the alarms are there all the same, and tell nobody. */
  readonly alarms: { readonly email: string } | { readonly none: string };
  readonly freshness: FreshnessSettings;
  /** Absent, none. */
  readonly budget?: BudgetSettings;
  /** S3 bucket of the Terraform state. Absent, the state is a file on this machine. */
  readonly state?: { readonly bucket: string; readonly region: string };
  /**
   * Makes the roles `dms-vpc-role` and `dms-cloudwatch-logs-role`, which DMS looks up by name: at most one stack an account,
   * deployed first, so best the primary, and none where they already exist. They stay when `deployDms` is switched off.
   * https://docs.aws.amazon.com/dms/latest/userguide/security-iam.html
   */
  readonly createDmsServiceRoles: boolean;
  /**
   * Terraform refuses to destroy or replace whatever holds data, and lets go of it unharmed when `deployDms` is switched off;
   * only the task goes then, for it must stop. To take a stack down, apply `false` first. Must be on in production.
   */
  readonly protectData: boolean;
}

/** The source: what DMS reads, and how it gets in. */
export interface MongodbSettings {
  /** Default `legion`. */
  readonly database: string;
  /** Database that holds the user. Default `admin`. */
  readonly authSource: string;
  /**
   * Secret with `username`, `password`, `host`, `port`, in the stack's region, under the key `aws/secretsmanager`. DMS refuses a
   * password with one of `;` `.` `:` `+`. After a rotation the task may have to be restarted.
   * https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html
   */
  readonly secretArn: string;
  /**
   * DNS name of the interface endpoint through which the replication instance reaches Secrets Manager:
   * `vpce-0123-4567.secretsmanager.us-west-2.vpce.amazonaws.com`. For private subnets without private DNS. Absent, DMS takes the
   * public name, and in such a subnet waits for it until the connection times out. Setting it changes the endpoint: stop the
   * task first. https://docs.aws.amazon.com/dms/latest/userguide/security_iam_secretsmanager.html
   */
  readonly secretsManagerEndpoint?: string;
  /** The server's CA, imported into DMS; or why its certificate is not verified. The connection is encrypted either way. */
  readonly tls: { readonly certificateArn: string } | { readonly unverified: string };
  /**
   * Documents that DMS samples to find a collection's columns. A field that none of them has is never replicated, so this is
   * higher than DMS's own 1,000; the price is a slower start of the task. Default 10,000.
   * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html
   */
  readonly docsToInvestigate: number;
}

/** The replication instance, and how much it holds in memory at once. */
export interface DmsSettings {
  /** Default `dms.t3.micro` (1 GB), which is for trying out. */
  readonly instanceClass: string;
  /** GB, 5 to 6144; for logs and cached changes, not for the data. Default 20. */
  readonly storageGb: number;
  /**
   * 3.5.4 or later: earlier ones put columns into the wrong place. DMS may not upgrade by itself, until AWS ends a version and
   * does it all the same; `ops status` says when. Default 3.6.1. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_ReleaseNotes.html
   */
  readonly engineVersion: string;
  /**
   * KB, up to 102,400. A longer string or array is cut off, since S3 targets have limited LOB mode only. Default 256.
   * Memory is this times `commitRate` times LOB columns (every string and every array), for each collection that is loading.
   * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.LOBSupport.html
   */
  readonly lobMaxKb: number;
  /** Rows that DMS moves together in a full load, up to 50,000. Default 50: 20 LOB columns of 256 KB, in two collections at a time, take 500 MB. */
  readonly commitRate: number;
}

interface NetworkSettings {
  /** At least two, in two availability zones, with a way to S3, Secrets Manager and MongoDB. */
  readonly subnetIds: readonly string[];
  /** At least one, that lets the replication instance out to MongoDB. */
  readonly securityGroupIds: readonly string[];
}

/** The function, and the two ways in which its output may be changed. */
export interface CleanerSettings {
  /** MB, 128 to 10,240. Default 3,538: two processors, so that gunzip and gzip run beside the parser. */
  readonly memoryMb: number;
  /**
   * Objects cleaned at once; more wait. 0 pauses: every event goes to the failure queue. Default 20. Lambda refuses what would
   * leave fewer than 100 of the account's quota in the region unreserved. A new account has 10 to 50 in all: there 20 fails
   * until the quota is raised. https://docs.aws.amazon.com/lambda/latest/dg/configuration-concurrency.html
   */
  readonly reservedConcurrency: number;
  /** Whether `Op` passes. Default true: without it a deleted document looks alive. */
  readonly passOp: boolean;
  /** Default `versioned`: Snowpipe never loads a name twice, so a reload needs a new one. */
  readonly cleanNames: "versioned" | "same-name";
}

/** How long things are kept, in days. */
export interface RetentionSettings {
  /** Days that full rows stay in RAW, and so how far back a replay reaches. Default 7. */
  readonly rawDays: number;
  /** Days in CLEAN. Default 7, which is also how far back Snowpipe's REFRESH looks. */
  readonly cleanDays: number;
  /** Days of logs, one of CloudWatch's values. Default 90. */
  readonly logDays: number;
  /** Days of the replication task's log, which may quote rows; one of CloudWatch's values. Default 14. */
  readonly dmsLogDays: number;
}

/** What a stack may cost. Whoever hears its alarms is told at 80 %, at 100 %, and when AWS forecasts 100 % for the month. */
export interface BudgetSettings {
  /** US dollars a month, whole ones. `npm run -s ops -- cost` estimates it. */
  readonly monthlyUsd: number;
}

/** How long a collection may be silent before an alarm says so. */
export interface FreshnessSettings {
  /** Of each collection that `except` does not name. Default 24 hours. */
  readonly default: Freshness;
  /** Collections that are not like the others, by name. */
  readonly except: { readonly [collection: string]: Freshness };
}

/** Whole hours, 1 to 168, within which a new CLEAN object is expected; or why none is: a collection that is loaded once. */
export type Freshness = { readonly hours: number } | { readonly none: string };
