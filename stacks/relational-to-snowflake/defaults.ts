import type { FreshnessSettings } from "../freshness.ts";
import type { DatabaseSettings, DmsSettings, RelationalToSnowflakeSettings, RetentionSettings } from "./settings.ts";

// Defaults for the settings of this pipeline. A literal spreads them and writes what it overrides after the spread.

/** Of each database. Without the secret and the certificate: each environment has its own. */
export const DATABASE = { migration: "full-load-and-cdc" } as const satisfies Partial<DatabaseSettings>;

export const LAKE = {
  lakeBucket: "clearwell-changes",
  stampSuffix: "",
  refresh: "dbt",
} as const satisfies Partial<RelationalToSnowflakeSettings>;

export const DMS = {
  instanceClass: "dms.t3.medium",
  storageGb: 50,
  engineVersion: "3.6.1",
  commitRate: 10_000,
} as const satisfies DmsSettings;

export const RETENTION = { lakeDays: 30, dmsLogDays: 14 } as const satisfies RetentionSettings;

/** Something listed is expected to change in every database at least once a day. */
export const FRESHNESS = { default: { hours: 24 }, except: {} } as const satisfies FreshnessSettings;
