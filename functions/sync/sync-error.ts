/** Why a step failed, each with what to do. The codes are stable: mails, alarms and runbooks name them. */
export const SYNC_ERRORS = {
  DATABASE_UNREACHABLE:
    "The sync can't log in to PostgreSQL. Check that it runs, its security group, that the user has rds_iam and the function rds-db:connect.",
  DATABASE_FAILED:
    "PostgreSQL refused a statement or ended the connection. Nothing of the step is there, and it is tried again. If it stays: run `ops tables`, and look at the server's log.",
  TABLES_MISSING: "The tables are not there, or not as the contract has them. Run `ops tables`, then the sync again.",
  MANIFEST_UNREADABLE:
    "A manifest or its parts file can't be read, or does not say what a manifest says. Look at the function's rights; then export the table again.",
  COLUMNS_DIFFER:
    "The batch has other columns than the contract, so it was exported before the contract changed. Export the table again in full: `ops export --full`.",
  PART_MISSING:
    "A part that the manifest names is not there: it has expired or was deleted. Export the table again in full.",
  PART_CHANGED:
    "A part is not the object that the manifest names, because somebody has written it again. Nothing of the batch is published. Export the table again in full.",
  PART_UNREADABLE:
    "A part can't be read to its end, or is not gzip. It is tried again; if it stays, export the table again in full.",
  HEADER_DIFFERS:
    "The header of a part is not that of its manifest. Nothing of the batch is published. Export the table again in full.",
  VALUE_REFUSED:
    "PostgreSQL can't read a record of a part as the contract's types; the log has its line. Compare the contract with the table in Snowflake.",
  ROWS_DIFFER:
    "A part or a batch does not have as many rows as its manifest says. Nothing of the batch is published. Export the table again in full.",
  PARTS_MISSING:
    "Not all parts of the batch are loaded, so it is not published. Run the sync again: it loads those that are missing.",
  KEY_MISSING:
    "A batch of changes has a row without a key, so it can't be merged. Correct the row in Snowflake, or the key in the contract; then export the table in full.",
  NO_FULL_BATCH: "A table has no full batch to which changes could be added. Export it in full: `ops export --full`.",
  NO_PREVIOUS_BATCH: "There is no full batch before the one that is published, so nothing was changed.",
  BATCH_OUTDATED: "The batch is older than the full batch that is published, so it is not published.",
  PUBLISH_BUSY:
    "Others hold the table, or published it meanwhile. The state machine tries the step again until the time for publishing has passed; after `ops publish`, look at the table and ask again.",
  PUBLISH_BLOCKED:
    "Others have held the table for the whole time of publishing. The batch stays loaded. End the session that the log names, with pg_terminate_backend(pid) if need be, then run the sync again.",
  LOAD_BUSY: "Another worker is loading the same part; the step is tried again.",
  SYNC_INCOMPLETE: "Some tables were not brought up to date; the log of each failure says why. The others are.",
  EVENT_UNKNOWN: "The function was called with an event that it does not know, or for a table that no contract lists.",
  SYNC_FAILED: "The sync failed in a way that it does not know: see its log, and report it.",
} as const;

export type SyncErrorCode = keyof typeof SYNC_ERRORS;

/** Codes that the state machine tries again; all others need somebody. */
export const RETRIED: readonly SyncErrorCode[] = [
  "DATABASE_UNREACHABLE",
  "DATABASE_FAILED",
  "PART_UNREADABLE",
  "LOAD_BUSY",
  "PUBLISH_BUSY",
];

/** What a failure is about: names and numbers, never a value of the data. */
export interface Where {
  readonly table?: string;
  readonly batch?: string;
  /** Key of the object, and the line in it, of which the header is 1. */
  readonly key?: string;
  readonly line?: number;
  /** The session that holds a table: never what it runs. */
  readonly blocker?: { readonly pid: number; readonly user: string; readonly since: string };
}

/**
 * A failure with its code, which is also its name: Step Functions tries again by names.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 * The message never has a value from the data; the cause may, and is not logged.
 */
export class SyncError extends Error {
  readonly code: SyncErrorCode;
  readonly where: Where;

  constructor(code: SyncErrorCode, { where = {}, ...options }: ErrorOptions & { readonly where?: Where } = {}) {
    super(`${code}: ${SYNC_ERRORS[code]}${shown(where)}`, options);
    this.name = code;
    this.code = code;
    this.where = where;
  }

  /** Any error as a coded one, which becomes its cause. */
  static from(error: unknown, code: SyncErrorCode = "SYNC_FAILED", where: Where = {}): SyncError {
    return error instanceof SyncError ? error : new SyncError(code, { cause: error, where });
  }
}

function shown({ blocker, ...where }: Where): string {
  const parts = Object.entries(where).map(([name, value]) => `${name} ${value}`);
  if (blocker) parts.push(`held by pid ${blocker.pid}, user ${blocker.user}, since ${blocker.since}`);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
