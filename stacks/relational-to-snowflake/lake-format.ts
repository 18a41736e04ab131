import { TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";

/**
 * The objects in the lake: Parquet in `<database>/<table>/yyyy/mm/dd/hh/`. A full load has no date, so its files are in the table's
 * folder itself. Row groups, pages and encoding are DMS's own defaults, written out so that a plan shows them.
 * https://docs.aws.amazon.com/dms/latest/APIReference/API_S3Settings.html
 */
export const LAKE_FORMAT = {
  dataFormat: "parquet",
  parquetVersion: "parquet-1-0",
  parquetTimestampInMillisecond: false,
  encodingType: "rle-dictionary",
  // Rows.
  rowGroupLength: 10_000,
  // Bytes.
  dataPageSize: 1024 * 1024,
  dictPageSizeLimit: 1024 * 1024,
  // Inside the file, page by page.
  compressionType: "GZIP",
  timestampColumnName: TIMESTAMP_COLUMN,
  // Otherwise a row of the full load could look newer than a change that was made during the load.
  useTaskStartTimeForFullLoadTimestamp: true,
  // `Op` in every file: I, U or D.
  includeOpForFullLoad: true,
  cdcInsertsOnly: false,
  cdcInsertsAndUpdates: false,
  // By the date of the commit, in UTC. The provider keeps the sequence in lower case.
  datePartitionEnabled: true,
  datePartitionSequence: "yyyymmddhh",
  datePartitionDelimiter: "SLASH",
  preserveTransactions: false,
  // KB, full load only.
  maxFileSize: 256 * 1024,
  // Seconds and KB, whichever comes first: at most 288 files a day of each table.
  cdcMaxBatchInterval: 300,
  cdcMinFileSize: 32_000,
} as const;
