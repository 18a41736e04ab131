import type { FreshnessSettings } from "../freshness.ts";
import type { ClusterSettings, ServerlessSettings } from "./redshift-settings.ts";
import type {
  DatabaseSettings,
  JobsSettings,
  MongodbToRedshiftSettings,
  RetentionSettings,
  ScheduleSettings,
} from "./settings.ts";

// Defaults for the settings of this pipeline. A literal spreads them and writes what it overrides after the spread.

/** Of each database. Without the secret: each environment has its own. */
export const DATABASE = {
  ownCa: false,
  readFrom: "secondary",
  oplogHours: 24,
} as const satisfies Partial<DatabaseSettings>;

export const LAKE = {
  lakeBucket: "clearwell-documents",
  stampSuffix: "",
  processTrigger: "orchestrator",
  unlistedFields: "report",
} as const satisfies Partial<MongodbToRedshiftSettings>;

export const SCHEDULE = { expression: "rate(1 hour)", timeZone: "UTC" } as const satisfies ScheduleSettings;

const JOB = { vcpus: 1, memoryMb: 4096, diskGb: 50, attempts: 5, hours: 24 } as const;

export const JOBS = { concurrency: 4, extract: JOB, process: JOB } as const satisfies JobsSettings;

export const SERVERLESS = {
  kind: "serverless",
  database: "clearwell",
  snapshotDays: 7,
  baseRpus: 8,
  maxRpus: 32,
  dailyRpuHours: 64,
} as const satisfies ServerlessSettings;

export const CLUSTER = {
  kind: "cluster",
  database: "clearwell",
  snapshotDays: 7,
  nodeType: "ra3.large",
  nodes: 2,
  dailyScalingMinutes: 60,
} as const satisfies ClusterSettings;

export const RETENTION = {
  oldVersionDays: 30,
  stagedDays: 7,
  accessLogDays: 400,
  logDays: 90,
} as const satisfies RetentionSettings;

/** Every collection is expected to change at least once a day. */
export const FRESHNESS = { default: { hours: 24 }, except: {} } as const satisfies FreshnessSettings;
