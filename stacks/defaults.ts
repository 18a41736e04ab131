import type {
  CleanerSettings,
  DmsSettings,
  Environment,
  FreshnessSettings,
  MongodbSettings,
  RetentionSettings,
} from "./environment.ts";

// What an environment has unless it says otherwise. A literal spreads them, and writes what it overrides after the spread.

/** All but the secret and the certificate, which every environment has of its own. */
export const MONGODB = {
  database: "legion",
  authSource: "admin",
  docsToInvestigate: 10_000,
} as const satisfies Partial<MongodbSettings>;

/** Small: for trying out, and for the first collections. */
export const DMS = {
  instanceClass: "dms.t3.micro",
  storageGb: 20,
  engineVersion: "3.6.1",
  lobMaxKb: 256,
  commitRate: 50,
} as const satisfies DmsSettings;

/** Two processors, and room for the other functions of the account. */
export const CLEANER = {
  memoryMb: 3538,
  reservedConcurrency: 20,
  passOp: true,
  cleanNames: "versioned",
} as const satisfies CleanerSettings;

/** RAW and CLEAN for a week, logs for a quarter of a year; that of the task, which may quote rows, for two weeks. */
export const RETENTION = { rawDays: 7, cleanDays: 7, logDays: 90, dmsLogDays: 14 } as const satisfies RetentionSettings;

/** What DMS writes by itself. */
export const CSV = { csvDelimiter: ",", nullMarker: "NULL" } as const satisfies Partial<Environment>;

/** Something changes in every collection within a day. */
export const FRESHNESS = { default: { hours: 24 }, except: {} } as const satisfies FreshnessSettings;
