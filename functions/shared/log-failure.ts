import type { Logger } from "@aws-lambda-powertools/logger";
import { kindOf } from "./error-kind.ts";
import { MailError } from "./mail-errors.ts";

/** Logs why a failure was not mailed: a code, and of a foreign error its kind only. @returns the error, for the caller to throw */
export function logFailure(logger: Logger, error: unknown): MailError {
  const failure = error instanceof MailError ? error : new MailError("MAIL_DEFECT", { cause: error });
  logger.error("failed", { code: failure.code, explanation: failure.message, cause: kindOf(failure.cause) });
  return failure;
}
