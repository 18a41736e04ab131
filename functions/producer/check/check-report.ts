import { CHECK_ERRORS, type CheckErrorCode } from "./check-errors.ts";

/** What the function answers when it is asked what is wrong. */
export interface CheckReport {
  readonly findings: readonly CheckFinding[];
}

/** Something that is wrong in a source. Names and settings only, never a value from the data. */
export interface CheckFinding {
  readonly code: CheckErrorCode;
  /** `video`, `video/customers`, `video/customers.email`. */
  readonly where: string;
  readonly problem: string;
  readonly remedy: string;
}

export function finding(code: CheckErrorCode, where: string, problem: string): CheckFinding {
  return { code, where, problem, remedy: CHECK_ERRORS[code] };
}

/** What an error, or an older function, answers is none. */
export function isCheckReport(answer: unknown): answer is CheckReport {
  return typeof answer === "object" && answer !== null && "findings" in answer;
}
