import type { Terminal } from "../../command/terminal.ts";
import { noticesOf } from "../../functions/alert/notices-of.ts";
import { readFailure } from "../../functions/mail/read-failure.ts";
import { mailOf } from "../../functions/mail/text.ts";

/** Prints the mail that the lines of a log would send, as the functions `alert` and `mail` make it. @returns whether there is one */
export function showMail(log: string, tables: readonly string[], stack: string, show: Terminal): boolean {
  const timestamp = Date.now();
  const lines = log.split("\n").map((message) => ({ message, timestamp }));
  const place = { logGroup: `/aws/lambda/clearwell-${stack}-producer`, logStream: "local" };
  const [notice] = noticesOf({ ...place, lines }, new Set(tables));
  if (notice === undefined) return false;
  const { subject, text } = mailOf(readFailure(JSON.stringify(notice)), { stack, docs: undefined }, 0);
  show.print(`  Subject: ${subject}`);
  for (const line of text.trimEnd().split("\n")) show.print(`  ${show.colors.dim("|")} ${line}`);
  return true;
}
