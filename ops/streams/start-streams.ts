import { safeText } from "../../command/safe-text.ts";
import { UserError } from "../../command/user-error.ts";
import type { CheckFinding } from "../../functions/producer/check/check-report.ts";
import { deployedSourceCheck } from "../deployed-producer.ts";
import { checkAccount } from "../open-stack.ts";
import type { Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { StreamStack } from "../stacks.ts";
import { streamedTables } from "./streamed-tables.ts";
import { switchStreams } from "./switch-streams.ts";

interface StartOptions {
  readonly database?: string;
  readonly accept?: readonly string[];
  readonly resume?: boolean;
  readonly reload?: boolean;
  readonly collection?: readonly string[];
}

/**
 * Switches the schedules on, if the sources are as the contracts need them: otherwise rows would be lost without anybody noticing.
 * @throws UserError with every finding that is not accepted
 */
export async function startStreams(session: Session, stack: StreamStack, options: StartOptions): Promise<Result> {
  const { accept = [], database, ...others } = options;
  if (others.resume || others.reload || others.collection !== undefined)
    throw new UserError(
      `${stack.id} always goes on from its watermarks. To send rows again: npm run -s ops -- backfill ${stack.id} …`,
    );
  const databases = [...new Set(streamedTables(session, stack, database).map((each) => each.database))];
  await checkAccount(session, stack);
  session.err.print(`  comparing ${databases.join(" and ")} with the contracts`);
  const reports = await Promise.all(databases.map((each) => deployedSourceCheck(session, stack, each)));
  const findings = reports.flatMap((report) => report.findings);
  const refused = findings.filter(({ code }) => !accept.includes(code));
  for (const finding of findings.filter((each) => !refused.includes(each)))
    session.err.print(session.err.colors.yellow(lineOf(finding)));
  if (refused.length > 0) throw refusal(refused);
  return switchStreams(session, stack, "ENABLED", database === undefined ? {} : { database });
}

function refusal(refused: readonly CheckFinding[]): UserError {
  const codes = [...new Set(refused.map(({ code }) => code))];
  return new UserError(
    [
      "Rows would be lost: nothing was started.",
      ...refused.map(lineOf),
      `To start all the same: --accept ${codes.join(" ")}`,
    ].join("\n"),
    1,
  );
}

/** The function has escaped all names; a terminal should not depend on that. */
function lineOf({ code, where, problem, remedy }: CheckFinding): string {
  return safeText(`  ${code} in ${where}: ${problem}. ${remedy}`);
}
