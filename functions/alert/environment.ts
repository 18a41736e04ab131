import { ALERT } from "../shared/alert.ts";
import { Variables } from "../shared/variables.ts";
import { LAMBDA_TEXTS } from "./lambda-lines.ts";

/** A line of a log is sent to the function if it contains one of these. */
export const WATCHED_TEXTS: readonly string[] = [ALERT, ...LAMBDA_TEXTS];

/** The function's settings: the one contract between the stack that writes them and the function that reads them. */
export interface AlertEnvironment {
  /** Id of the stack: names it in the log, because an account may have several. */
  readonly stack: string;
  readonly topicArn: string;
}

/** The settings as Lambda environment variables. */
export function toEnvironment({ stack, topicArn }: AlertEnvironment): Record<string, string> {
  return { STACK: stack, TOPIC_ARN: topicArn };
}

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable that is missing
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): AlertEnvironment {
  const variables = new Variables(source);
  const settings: AlertEnvironment = { stack: variables.required("STACK"), topicArn: variables.required("TOPIC_ARN") };
  variables.check("The function alert");
  return settings;
}
