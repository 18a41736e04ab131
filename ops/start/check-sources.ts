import { safeText } from "../../command/safe-text.ts";
import { UserError } from "../../command/user-error.ts";
import type { Finding } from "../../functions/source-columns/finding.ts";
import type { SourceReport } from "../../functions/source-columns/report.ts";
import { SOURCE_ERRORS } from "../../functions/source-columns/source-errors.ts";
import { explainAwsError } from "../aws-error.ts";
import { deployedSourceReport } from "../deployed-source-columns.ts";
import type { Session } from "../session.ts";
import type { RelationalStack, Stack } from "../stacks.ts";

/**
 * Refuses to start if rows or columns would be lost: the deployed function looks at the sources first. Other findings are printed, and so
 * is why there are none if it could not be asked.
 * @param databases those whose tasks would start
 * @param accept codes of findings with which the tasks are started all the same
 * @throws UserError with every such finding
 */
export async function checkSources(
  session: Session,
  stack: Stack,
  databases: readonly string[],
  accept: readonly string[],
): Promise<void> {
  if (stack.pipeline !== "relational-to-snowflake" || databases.length === 0) return;
  const { err } = session;
  err.print(`  comparing ${databases.join(" and ")} with the contracts`);
  const report = await ask(session, stack);
  const findings = databases.flatMap((database) => report?.databases[database]?.findings ?? []);
  const refused = findings.filter(({ code }) => SOURCE_ERRORS[code]?.blocks && !accept.includes(code));
  for (const finding of findings.filter((each) => !refused.includes(each)))
    err.print(err.colors.yellow(lineOf(finding)));
  if (refused.length === 0) return;
  const codes = [...new Set(refused.map(({ code }) => code))];
  throw new UserError(
    [
      "Rows or columns would be lost: nothing was started.",
      ...refused.map(lineOf),
      `To start all the same: --accept ${codes.join(" ")}`,
    ].join("\n"),
    1,
  );
}

/** @returns undefined if the function could not be asked, after saying why */
async function ask(session: Session, stack: RelationalStack): Promise<SourceReport | undefined> {
  const warn = (why: string) => session.err.print(session.err.colors.yellow(`  not compared: ${why}`));
  try {
    const report = await deployedSourceReport(session, stack);
    if (report === undefined) warn("the function that does it is not deployed");
    return report;
  } catch (error) {
    const explained = error instanceof UserError ? error : explainAwsError(error);
    if (explained === undefined) throw error;
    warn(explained.message);
    return undefined;
  }
}

/** The function has escaped all names; a terminal should not depend on that. */
function lineOf({ code, where, problem, remedy }: Finding): string {
  return safeText(`  ${code} in ${where}: ${problem}. ${remedy}`);
}

/** Checks the command line before AWS is asked. @throws UserError */
export function checkAccepted(stack: Stack, accept: readonly string[]): void {
  if (accept.length === 0) return;
  if (stack.pipeline !== "relational-to-snowflake")
    throw new UserError("--accept is for stacks of relational-to-snowflake: only their sources are compared.");
  const blocking = Object.entries(SOURCE_ERRORS).flatMap(([code, { blocks }]) => (blocks ? [code] : []));
  const unknown = accept.filter((code) => !blocking.includes(code));
  if (unknown.length > 0)
    throw new UserError(`Nothing with the code ${unknown.join(", ")} stops a start. Codes: ${blocking.join(", ")}.`);
}
