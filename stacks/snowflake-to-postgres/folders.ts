// The folders of the raw bucket.

/** Exported parts, by table and time of the export. */
export const BATCH = "data/batch/";

/** Streamed files, by table and day. */
export const STREAM = "data/stream/";

/** What an export has written, and what commits it. Outside of all that the crawlers look at. */
export const MANIFESTS = "manifests/";

/** What Firehose could not transform, as it came: nobody reads it, nor lists its names. */
export const ERRORS = "errors/";

/** Files that are deployed. */
export const ASSETS = "assets/";

/** What Step Functions writes of the parts that a sync has loaded: names and counts. */
export const RUNS = "runs/";

/** Rows that are loaded into Snowflake before anything is exported: `ops load`. */
export const UPSTREAM = "upstream/";

/** Name of the counts of requests under `errors/`. */
export const ERRORS_FILTER = "errors";
