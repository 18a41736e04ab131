import { TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import type { MongodbToSnowflake } from "./settings.ts";

/**
 * The objects in RAW: gzipped CSV by RFC 4180, a header in every file and a timestamp in every row.
 * https://docs.aws.amazon.com/dms/latest/APIReference/API_S3Settings.html
 */
export function rawFormat({ csvDelimiter, nullMarker }: Pick<MongodbToSnowflake, "csvDelimiter" | "nullMarker">) {
  return { csvDelimiter, csvNullValue: nullMarker, ...FORMAT, ...FILES };
}

const FORMAT = {
  dataFormat: "csv",
  compressionType: "GZIP",
  addColumnName: true,
  rfc4180: true,
  timestampColumnName: TIMESTAMP_COLUMN,
  // Otherwise a row of the full load could look newer than a change that was made during the load.
  useTaskStartTimeForFullLoadTimestamp: true,
  // `Op` in every file: I, U or D.
  includeOpForFullLoad: true,
  cdcInsertsOnly: false,
  cdcInsertsAndUpdates: false,
};

const FILES = {
  // KB, before compression, full load only: 256 MB, which the cleaner finishes well within its 15 minutes.
  maxFileSize: 256 * 1024,
  // Seconds and KB, whichever comes first.
  cdcMaxBatchInterval: 60,
  cdcMinFileSize: 32_000,
  datePartitionEnabled: false,
  preserveTransactions: false,
};
