import type { CleanerEnvironment } from "../../../functions/cleaner/environment.ts";

/** A stack's settings, with buckets named `raw` and `clean`. */
export const SETTINGS: CleanerEnvironment = {
  stack: "production-us-west-2",
  rawBucket: "raw",
  rawPrefix: "mongodb-data/",
  cleanBucket: "clean",
  cleanBucketRegion: "us-east-1",
  cleanPrefix: "production-us-west-2/clean/",
  csvDelimiter: ",",
  nullMarker: "NULL",
  passOp: true,
  cleanNames: "versioned",
};
