import type { FreshnessSettings } from "../freshness.ts";
import type {
  CleanerSettings,
  DatabaseSettings,
  DmsSettings,
  MongodbToSnowflakeSettings,
  RetentionSettings,
} from "./settings.ts";

// Defaults for the settings of this pipeline. A literal spreads them and writes what it overrides after the spread.

/** Of each database. Without the secret and the certificate: each environment has its own. */
export const MONGODB = { authSource: "admin", docsToInvestigate: 10_000 } as const satisfies Partial<DatabaseSettings>;

/** The RAW bucket: the start of its name, and the folder of the rows. */
export const RAW = {
  rawBucket: "legion-analytics",
  rawFolder: "mongodb-data",
} as const satisfies Partial<MongodbToSnowflakeSettings>;

/** A small instance, for trying out and for the first collections. */
export const DMS = {
  instanceClass: "dms.t3.micro",
  storageGb: 20,
  engineVersion: "3.6.1",
  lobMaxKb: 256,
  commitRate: 50,
} as const satisfies DmsSettings;

/** Two processors; the concurrency leaves some of the account's quota to other functions. */
export const CLEANER = {
  memoryMb: 3538,
  reservedConcurrency: 20,
  passOp: true,
  cleanNames: "versioned",
} as const satisfies CleanerSettings;

/** RAW and CLEAN for a week, logs for 90 days, but the task's log, which may quote rows, for two weeks. */
export const RETENTION = { rawDays: 7, cleanDays: 7, logDays: 90, dmsLogDays: 14 } as const satisfies RetentionSettings;

/** DMS's own defaults. */
export const CSV = { csvDelimiter: ",", nullMarker: "NULL" } as const satisfies Partial<MongodbToSnowflakeSettings>;

/** Every collection is expected to change at least once a day. */
export const FRESHNESS = { default: { hours: 24 }, except: {} } as const satisfies FreshnessSettings;
