import type {
  CleanerSettings,
  DmsSettings,
  Environment,
  FreshnessSettings,
  MongodbSettings,
  RetentionSettings,
} from "./environment.ts";

// Defaults for the settings of an environment. A literal spreads them and writes what it overrides after the spread.

/** Without the secret and the certificate: each environment has its own. */
export const MONGODB = {
  database: "legion",
  authSource: "admin",
  docsToInvestigate: 10_000,
} as const satisfies Partial<MongodbSettings>;

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
export const CSV = { csvDelimiter: ",", nullMarker: "NULL" } as const satisfies Partial<Environment>;

/** Every collection is expected to change at least once a day. */
export const FRESHNESS = { default: { hours: 24 }, except: {} } as const satisfies FreshnessSettings;
