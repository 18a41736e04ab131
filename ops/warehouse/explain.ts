import { UserError } from "../../command/user-error.ts";
import { SnowflakeError } from "./connection.ts";

const LOG_IN = "docs/snowflake.md says how the runner's key is made and given to its user.";
const RIGHTS = "Has account.sql run since it changed? npm run -s ops -- warehouse plan <stack> --sql DIR writes it.";

/** What to do about an error of Snowflake, by its number. */
const REMEDIES: readonly [RegExp, string][] = [
  [/^(390144|390100|394\d{3}|405\d{3})$/, LOG_IN],
  [/^(390189|390186|390201)$/, `The role does not exist or is not granted. ${RIGHTS}`],
  [/^(002003|002043|003001)$/, `It does not exist, or the role has no right on it. ${RIGHTS}`],
  [/^000606$/, `The warehouse does not exist or may not be used. ${RIGHTS}`],
  [/^(401\d{3}|402\d{3})$/, "Check the network, the account's name in environments/, and try again."],
];

/** An error of Snowflake as one line with a remedy. @returns undefined if it is not one */
export function explainSnowflakeError(error: unknown): UserError | undefined {
  if (!(error instanceof SnowflakeError)) return undefined;
  const [, remedy] = REMEDIES.find(([code]) => code.test(error.code)) ?? [];
  return new UserError([said(error), ...(remedy === undefined ? [] : [remedy])].join(" "), 1, { cause: error });
}

/** `Snowflake 002003: Object 'X' does not exist or not authorized.` */
export function said({ code, message }: SnowflakeError): string {
  return `Snowflake ${code}: ${message.replace(/\.?$/, ".")}`;
}
