import { kindOf } from "../shared/error-kind.ts";

/** Why a step of an export failed, each with what to do. The codes are stable: mails, alarms and runbooks name them. */
export const EXPORT_ERRORS = {
  SNOWFLAKE_UNREACHABLE:
    "Snowflake did not answer, or answered that it is busy, in all tries. Start the export again: what was begun is not begun twice.",
  SNOWFLAKE_LOGIN_REFUSED:
    "Snowflake refused the login of the exporter. Check the account and the user, and that the user has the public key of the secret: `ALTER USER … SET RSA_PUBLIC_KEY`.",
  SNOWFLAKE_KEY_UNREADABLE:
    "The secret with the exporter's private key can't be read, or is not a private key in PEM. Check the secret and the function's role.",
  UNLOAD_REFUSED:
    "Snowflake refused the statement. Run `ops warehouse apply` for the views, the stage and the rights; the log has Snowflake's number of the error and the id of the query, with which its history tells more.",
  UNLOAD_FAILED:
    "Snowflake ended the statement with an error. The log has its number and the id of the query. If it is about the bucket, check that the role in AWS trusts Snowflake; then export again.",
  UNLOAD_UNREADABLE:
    "Snowflake did not answer what it has written in the form that is documented. Nothing is committed. Export again; if it stays, report it.",
  PARTS_DIFFER:
    "The bucket does not have the parts that Snowflake says it has written, each with its size. Nothing is committed. Find out who else writes to `data/batch/`, then export again.",
  BUCKET_FAILED:
    "S3 refused a request, or could not be reached. Nothing is committed. Check the function's role and the key of the bucket, then export again.",
  MANIFEST_NOT_READABLE:
    "The manifest of an earlier batch can't be read, so it is not known where changes begin. Export the table in full: `ops export --full`.",
  BATCH_TAKEN:
    "The table was exported in the same minute already, as changes. Wait for the next minute, then export it in full.",
  EXPORT_EVENT_UNKNOWN:
    "The function was called with an event that it does not know, or for a table that no contract lists.",
  EXPORT_FAILED: "The export failed in a way that it does not know: see its log, and report it.",
} as const;

export type ExportErrorCode = keyof typeof EXPORT_ERRORS;

/** What a failure is about: names and numbers, never a value of the data. */
export interface Where {
  readonly table?: string;
  readonly batch?: string;
  /** Snowflake's id of the query. */
  readonly query?: string;
  /** Snowflake's number of the error, or the status of its answer. */
  readonly snowflake?: string;
}

/**
 * A failure with its code, which is also its name: state machines know errors by names. The message never has a value from the data; the
 * cause may, and is not logged.
 */
export class ExportError extends Error {
  readonly code: ExportErrorCode;
  readonly where: Where;

  constructor(code: ExportErrorCode, { where = {}, ...options }: ErrorOptions & { readonly where?: Where } = {}) {
    super(`${code}: ${EXPORT_ERRORS[code]}${shown(where)}`, options);
    this.name = code;
    this.code = code;
    this.where = where;
  }

  /** Any error as a coded one, which becomes its cause. */
  static from(error: unknown, code: ExportErrorCode = "EXPORT_FAILED", where: Where = {}): ExportError {
    if (!(error instanceof ExportError)) return new ExportError(code, { cause: error, where });
    return new ExportError(error.code, { cause: error.cause, where: { ...where, ...error.where } });
  }

  get kind(): string | undefined {
    return this.cause === undefined ? undefined : kindOf(this.cause);
  }
}

function shown(where: Where): string {
  const parts = Object.entries(where).map(([name, value]) => `${name} ${value}`);
  return parts.length === 0 ? "" : ` (${parts.join(", ")})`;
}
