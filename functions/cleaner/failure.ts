import { kindOf } from "../shared/error-kind.ts";
import { CleanerError, type CleanerErrorCode } from "./cleaner-error.ts";
import type { RawObject } from "./events.ts";

/** Where a failed object is, and why it failed. Nothing else is stored, because a row would be a second copy of personal data. */
export interface FailurePointer extends Partial<RawObject> {
  readonly code: CleanerErrorCode;
  readonly line: number | undefined;
  readonly column: string | undefined;
  /** The code's meaning and remedy. */
  readonly explanation: string;
  /** The kind of the error that caused it: `AccessDenied 403`, `ECONNRESET`. Not its message, which may quote the data. */
  readonly cause: string | undefined;
}

/** @param object undefined if the event itself could not be read */
export function failurePointer(object: RawObject | undefined, error: unknown): FailurePointer {
  const { code, line, column, message, cause } = CleanerError.from(error);
  return {
    ...object,
    code,
    line,
    column,
    explanation: message,
    cause: cause === undefined ? undefined : kindOf(cause),
  };
}

/** Fails an invocation. Lambda puts the message, which is JSON, into the failure queue. */
export class ObjectsFailed extends Error {
  constructor(failures: readonly FailurePointer[]) {
    super(JSON.stringify({ failures }));
    this.name = "ObjectsFailed";
  }
}
