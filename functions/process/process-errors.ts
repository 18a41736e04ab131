import type { CONTAINER_EXIT } from "../shared/exit-codes.ts";

interface ProcessErrorKind {
  /** `failed` is tried again by AWS Batch. */
  readonly exit: keyof typeof CONTAINER_EXIT;
  readonly remedy: string;
}

/** Why a collection was not loaded, each with what to do. The codes are stable: alarms and runbooks name them. */
export const PROCESS_ERRORS = {
  SCHEMA_DRIFT: {
    exit: "drift",
    remedy:
      "A batch differs from the registered schema, so this collection is not loaded; it is still extracted, and the others are loaded. `ops drift` shows what changed, and accepts or rejects it.",
  },
  FIELD_UNTYPED: {
    exit: "drift",
    remedy:
      "No document has a value in a listed field yet, and the contract declares no type. Loading begins by itself when one has; or declare a type and deploy; or `ops drift --accept` loads without the field.",
  },
  UNLISTED_FIELD: {
    exit: "drift",
    remedy:
      "Documents have fields that the contract does not list, and the setting unlistedFields is stop. They were not read. List them and deploy, or `ops drift --accept` ignores them.",
  },
  UNLISTED_COLLECTION: {
    exit: "configuration",
    remedy:
      "The job names a collection that the image's contracts do not list. Build the image from the deployed contracts.",
  },
  RAW_DAMAGED: {
    exit: "configuration",
    remedy:
      "The raw file is not the one that its manifest describes. Restore the version of the object that it names (the bucket is versioned), and run again; or read the collection anew.",
  },
  RAW_INCOMPLETE: {
    exit: "configuration",
    remedy:
      "Batches between the last one that is loaded and the next one in S3 are not there, and loading over the gap would lose changes. Restore them, or read the collection anew.",
  },
  ROWS_DIFFER: {
    exit: "configuration",
    remedy:
      "The number of rows in the raw file, in the typed file and in Redshift is not the same. Nothing was loaded. Report it with the batch's manifest.",
  },
  SCHEMA_BEHIND: {
    exit: "configuration",
    remedy:
      "The table in Redshift is of a later version than the registered schema in S3. Restore the newest version of the schema's object.",
  },
  LOAD_CONFLICT: {
    exit: "failed",
    remedy:
      "Another transaction was in the way each time. It is tried again; look for long transactions in Redshift if it goes on.",
  },
  LOAD_FAILED: {
    exit: "failed",
    remedy:
      "Redshift refused a statement. `aws redshift-data describe-statement --id` shows its message, which may quote data; the log has the id and the step.",
  },
} as const satisfies Readonly<Record<string, ProcessErrorKind>>;

export type ProcessErrorCode = keyof typeof PROCESS_ERRORS;

/** What is known of an error, without any value of the data. */
export interface ErrorDetails {
  readonly batch?: string;
  /** The statement's step in its transaction. */
  readonly step?: string;
  /** Of the Data API. */
  readonly statement?: string;
  /** A number of Redshift's, such as 15007. */
  readonly number?: string;
}

/** Why a collection was not loaded. The cause is kept, and its message is not used: it may quote the data. */
export class ProcessError extends Error {
  readonly code: ProcessErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ProcessErrorCode, details: ErrorDetails = {}, options: ErrorOptions = {}) {
    super(`${code}: ${PROCESS_ERRORS[code].remedy}`, options);
    this.name = "ProcessError";
    this.code = code;
    this.details = details;
  }
}
