import { PRODUCER_ERRORS } from "../producer/producer-error.ts";
import { TRANSFORMER_ERRORS } from "../transformer/transformer-errors.ts";
import { LAMBDA_LINE_ERRORS } from "./lambda-lines.ts";

/** An alert with a code that is not in the table below: of a function that is newer than `alert`, or of somebody else's. */
export const ALERT_UNKNOWN = "ALERT_UNKNOWN";

/** Alerts that no function raises of itself. */
export const OTHER_ALERTS: Readonly<Record<string, string>> = {
  ...LAMBDA_LINE_ERRORS,
  [ALERT_UNKNOWN]:
    "A function raised an alert whose code the mails do not know. Its log has the line. Deploy the stack again if the function is newer.",
};

/** Every code that a mail may name, with what it means and what to do. The codes are stable: `docs/errors.md`. */
export const ALERT_REMEDIES: Readonly<Record<string, string>> = {
  ...PRODUCER_ERRORS,
  ...TRANSFORMER_ERRORS,
  ...OTHER_ALERTS,
};

export function isAlertCode(code: string): boolean {
  return Object.hasOwn(ALERT_REMEDIES, code);
}
