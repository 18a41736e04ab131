import { Variables } from "../shared/variables.ts";

/** The function's settings: the one contract between the stack that writes them and the function that reads them. */
export interface MailEnvironment {
  /** Id of the stack: names it in mails and logs, because an account may have several. */
  readonly stack: string;
  readonly from: string;
  /** The engineers. */
  readonly to: readonly string[];
  /** The table that remembers which kinds of failures were mailed in this hour. */
  readonly sentTable: string;
  /** What stands in front of `docs/` in links: `https://github.com/example/clearwell/blob/main`. Undefined: pages are named by their path. */
  readonly docs: string | undefined;
}

/** What of Snowflake's messages on the alarms' topic is mailed: `messageType`. */
export const SNOWFLAKE_MESSAGES = ["USER_TASK_FAILED", "INGEST_FAILED_FILE"] as const;

/** The settings as Lambda environment variables. */
export function toEnvironment({ stack, from, to, sentTable, docs }: MailEnvironment): Record<string, string> {
  const required = { STACK: stack, MAIL_FROM: from, MAIL_TO: to.join(","), SENT_TABLE: sentTable };
  return docs === undefined ? required : { ...required, MAIL_DOCS: docs };
}

/**
 * Reads the settings from environment variables.
 * @throws Error that names every variable that is missing
 */
export function readEnvironment(source: Readonly<Record<string, string | undefined>> = process.env): MailEnvironment {
  const variables = new Variables(source);
  const settings: MailEnvironment = {
    stack: variables.required("STACK"),
    from: variables.required("MAIL_FROM"),
    to: variables.required("MAIL_TO").split(","),
    sentTable: variables.required("SENT_TABLE"),
    docs: variables.optional("MAIL_DOCS"),
  };
  variables.check("The function mail");
  return settings;
}
