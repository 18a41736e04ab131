import { SOURCE_ERRORS, type SourceErrorCode } from "./source-errors.ts";

/** Something that is wrong in a source. Names and settings only, never a value from the data. */
export interface Finding {
  readonly code: SourceErrorCode;
  /** `practice`, `practice/clients`, `practice/clients.email`. */
  readonly where: string;
  readonly problem: string;
  readonly remedy: string;
}

export function finding(code: SourceErrorCode, where: string, problem: string): Finding {
  return { code, where, problem, remedy: SOURCE_ERRORS[code].remedy };
}
