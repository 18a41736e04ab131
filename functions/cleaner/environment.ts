import { Variables } from "../shared/variables.ts";

/**
 * The cleaner's settings: the one contract between the stack that writes them and the function that reads them.
 * Prefixes are accepted with or without their trailing slash.
 */
export interface CleanerEnvironment {
  /** `<environment>-<region>`: names the stack in logs and metrics, because an account may have several. */
  readonly stack: string;
  /**
   * The database whose collections logs and metrics name without it: `users`, and `shop/users` of another. Unset: all are named without
   * their database.
   */
  readonly firstDatabase?: string;
  /** Objects of any other bucket are skipped; unset, any bucket is taken. */
  readonly rawBucket?: string;
  /** Folder of the RAW objects: `mongodb-data/`. */
  readonly rawPrefix: string;
  readonly cleanBucket: string;
  /** Region of the CLEAN bucket, in most stacks another one than the function's. */
  readonly cleanBucketRegion: string;
  /** Folder of the CLEAN objects: `production-us-west-2/clean/`. */
  readonly cleanPrefix: string;
  /** Between two cells: `CsvDelimiter` of the DMS endpoint. */
  readonly csvDelimiter: string;
  /** Text of a null cell: `CsvNullValue` of the DMS endpoint. */
  readonly nullMarker: string;
  /** Whether `Op` passes through. Without it, nobody can distinguish a delete from a row. */
  readonly passOp: boolean;
  /** `versioned`: `LOAD00000001.1f0c9a3e.json.gz`, which Snowpipe loads again after a change. `same-name`: `LOAD00000001.json.gz`. */
  readonly cleanNames: "versioned" | "same-name";
}

/** The settings as Lambda environment variables. */
export function toEnvironment(settings: CleanerEnvironment): Record<string, string> {
  return {
    STACK: settings.stack,
    ...(settings.firstDatabase === undefined ? {} : { FIRST_DATABASE: settings.firstDatabase }),
    ...(settings.rawBucket === undefined ? {} : { RAW_BUCKET: settings.rawBucket }),
    RAW_PREFIX: settings.rawPrefix,
    CLEAN_BUCKET: settings.cleanBucket,
    CLEAN_BUCKET_REGION: settings.cleanBucketRegion,
    CLEAN_PREFIX: settings.cleanPrefix,
    CSV_DELIMITER: settings.csvDelimiter,
    NULL_MARKER: settings.nullMarker,
    PASS_OP: String(settings.passOp),
    CLEAN_NAMES: settings.cleanNames,
  };
}

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable that is missing or has a wrong value
 */
export function readEnvironment(
  source: Readonly<Record<string, string | undefined>> = process.env,
): CleanerEnvironment {
  const variables = new Variables(source);
  const firstDatabase = variables.optional("FIRST_DATABASE");
  const rawBucket = variables.optional("RAW_BUCKET");
  const settings: CleanerEnvironment = {
    stack: variables.required("STACK"),
    ...(firstDatabase === undefined ? {} : { firstDatabase }),
    ...(rawBucket === undefined ? {} : { rawBucket }),
    rawPrefix: variables.required("RAW_PREFIX"),
    cleanBucket: variables.required("CLEAN_BUCKET"),
    cleanBucketRegion: variables.required("CLEAN_BUCKET_REGION"),
    cleanPrefix: variables.required("CLEAN_PREFIX"),
    csvDelimiter: variables.required("CSV_DELIMITER"),
    nullMarker: variables.text("NULL_MARKER"),
    passOp: variables.oneOf("PASS_OP", ["true", "false"]) === "true",
    cleanNames: variables.oneOf("CLEAN_NAMES", ["versioned", "same-name"]),
  };
  variables.check("The cleaner");
  return settings;
}
