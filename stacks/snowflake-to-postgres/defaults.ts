import type { PostgresSettings } from "./postgres-settings.ts";
import type {
  BastionSettings,
  BucketSettings,
  ExportSettings,
  RetentionSettings,
  ScheduleSettings,
  SnowflakeToPostgresSettings,
  StreamSettings,
  SyncSettings,
} from "./settings.ts";

// Defaults for the settings of this pipeline. A literal spreads them and writes what it overrides after the spread.

export const BUCKETS = {
  raw: "insightflow-raw-bucket",
  clean: "insightflow-clean-bucket",
  more: [],
  suffix: "",
  readerArns: [],
} as const satisfies BucketSettings;

/** Without the secret: each environment has its own. */
export const EXPORT = { partMb: 16, concurrency: 4 } as const satisfies Partial<ExportSettings>;

/** Without the tables. */
export const EVENTS = { capacity: "on-demand", hours: 24 } as const satisfies Partial<StreamSettings>;

export const POSTGRES = {
  database: "clearwell",
  version: "17",
  instanceClass: "db.t4g.medium",
  storageGb: 50,
  maxStorageGb: 500,
  multiAz: false,
  snapshotDays: 7,
} as const satisfies PostgresSettings;

export const BASTION = { instanceType: "t4g.nano" } as const satisfies BastionSettings;

export const SYNC = { workers: 4, publishMinutes: 15 } as const satisfies SyncSettings;

export const SCHEDULE = { expression: "rate(1 day)", timeZone: "UTC" } as const satisfies ScheduleSettings;

export const RETENTION = {
  batchDays: 400,
  streamDays: 400,
  errorDays: 7,
  oldVersionDays: 30,
  logDays: 90,
} as const satisfies RetentionSettings;

/** A day, and time for a run that takes long. */
export const BEHIND = { behindHours: 26 } as const satisfies Partial<SnowflakeToPostgresSettings>;
