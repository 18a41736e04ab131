import type {
  DatabaseSettings,
  MysqlToSnowflakeSettings,
  ProducerNetworkSettings,
  RetentionSettings,
} from "./settings.ts";

// Defaults for the settings of this pipeline. A literal spreads them and writes what it overrides after the spread.

/** Of each database. Without login and address: each environment has its own. */
export const DATABASE = { everyMinutes: 5, behindMinutes: 30 } as const satisfies Partial<DatabaseSettings>;

export const STREAM = {
  streamBucket: "clearwell-stream",
  stampSuffix: "",
  capacity: "on-demand",
} as const satisfies Partial<MysqlToSnowflakeSettings>;

export const PRODUCER_NETWORK = { vpc: "default", endpoints: "make" } as const satisfies ProducerNetworkSettings;

export const RETENTION = { dataDays: 30, errorDays: 7, streamHours: 168 } as const satisfies RetentionSettings;
