import { Command, CommanderError } from "commander";
import { explainAwsError } from "./aws-error.ts";
import { addFailures } from "./failures/failures.ts";
import { addPreview } from "./preview/preview.ts";
import { addReplay } from "./replay/replay.ts";
import { print, type Report } from "./result.ts";
import type { Session } from "./session.ts";
import { addStart } from "./start/start.ts";
import { addStatus } from "./status/status.ts";
import { addStop } from "./stop.ts";
import { ReaderGone } from "./terminal.ts";
import { UserError } from "./user-error.ts";

const EXIT_CODES = "Exit code: 0 all well, 1 it failed or something is wrong, 2 wrong usage.";

/** What a shell reports of a command that SIGPIPE has ended. */
const BROKEN_PIPE = 141;

/**
 * Runs an operator's command.
 * @returns the exit code
 * @throws only what is a mistake in this program
 */
export async function run(args: readonly string[], session: Session): Promise<number> {
  let exitCode = 0;
  const report: Report = (result, { json = false }) => {
    print(result, json, session);
    if (!result.ok) exitCode = 1;
  };
  try {
    await program(session, report).parseAsync(args, { from: "user" });
  } catch (error) {
    exitCode = explain(error, session);
  }
  return exitCode;
}

function program(session: Session, report: Report): Command {
  const ops = new Command("npm run -s ops --")
    .description("Operate a stack: <environment>-<region>, as stacks/environments.ts names it.")
    .configureOutput({
      writeOut: (text) => session.out.print(text.trimEnd()),
      writeErr: (text) => session.err.print(text.trimEnd()),
    })
    .exitOverride()
    .addHelpText("after", `\n${EXIT_CODES}`);
  for (const add of [addStart, addStop, addStatus, addFailures, addReplay, addPreview]) add(ops, session, report);
  for (const command of ops.commands) command.option("--json", "one JSON document on standard output");
  return ops;
}

function explain(error: unknown, { err }: Session): number {
  if (error instanceof ReaderGone) return BROKEN_PIPE;
  // Has told what it found already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  const told = error instanceof UserError ? error : explainAwsError(error);
  if (!told) throw error;
  err.print(err.colors.red(told.message));
  return told.exitCode;
}
