import { CLEANER_ERRORS } from "../../functions/cleaner/cleaner-error.ts";
import { LAMBDA_ERRORS } from "./lambda-error.ts";

const EXPLANATIONS: Readonly<Record<string, string>> = { ...CLEANER_ERRORS, ...LAMBDA_ERRORS };
export const CODES: readonly string[] = Object.keys(EXPLANATIONS);

const UNKNOWN = "This code is unknown here: another version of the cleaner is deployed. See its docs/errors.md.";

/** What a code means and what to do. From the tables of errors, never from the message, whose text anybody could have written. */
export function explainCode(code: string): string {
  return EXPLANATIONS[code] ?? UNKNOWN;
}
