import { CLEANER_ERRORS } from "../../functions/cleaner/cleaner-error.ts";
import { LAMBDA_ERRORS } from "./lambda-error.ts";

const EXPLANATIONS: Readonly<Record<string, string>> = { ...CLEANER_ERRORS, ...LAMBDA_ERRORS };
export const CODES: readonly string[] = Object.keys(EXPLANATIONS);

const UNKNOWN = "Not known here: another version of the cleaner is deployed. See its docs/errors.md.";

/** What a code means and asks for. From our own tables, never from the message: its text could be anybody's. */
export function explainCode(code: string): string {
  return EXPLANATIONS[code] ?? UNKNOWN;
}
