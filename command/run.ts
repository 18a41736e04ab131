import { type Command, CommanderError } from "commander";
import { ProblemsFound } from "../contracts/problem.ts";
import { EXIT, Exit } from "./exit-code.ts";
import type { Shell } from "./shell.ts";
import { ReaderGone } from "./terminal.ts";
import { UserError } from "./user-error.ts";

type Terminals = Pick<Shell, "out" | "err">;

interface Options {
  /** What a library's error means to the user; undefined if that is unknown, which makes it a defect. */
  readonly explain?: (error: unknown) => UserError | undefined;
  /** Exit code of a wrong usage, for a command to which 2 means something else. */
  readonly wrongUsage?: number;
}

/**
 * Runs a command line. A mistake of the user is printed without a stack trace.
 * @returns the exit code
 * @throws only what is a defect of this program
 */
export function runCommand(
  command: Command,
  args: readonly string[],
  terminals: Terminals,
  options: Options = {},
): Promise<number> {
  prepare(command, terminals);
  return runTask(() => command.parseAsync(args, { from: "user" }), terminals, options);
}

/** Runs what has no command line, in the same way. */
export async function runTask(task: () => unknown, { err }: Terminals, options: Options = {}): Promise<number> {
  try {
    await task();
    return EXIT.ok;
  } catch (error) {
    return tell(error, err, options);
  }
}

function prepare(command: Command, { out, err }: Terminals): void {
  command
    .exitOverride()
    .showHelpAfterError("(--help shows how it is called)")
    .configureOutput({
      writeOut: (text) => out.print(text.trimEnd()),
      writeErr: (text) => err.print(text.trimEnd()),
    });
  for (const subcommand of command.commands) prepare(subcommand, { out, err });
}

/** Prints what is wrong, if that was not done yet. @returns the exit code */
function tell(error: unknown, err: Terminals["err"], options: Options): number {
  try {
    return explain(error, err, options);
  } catch (thrown) {
    // Standard error may have lost its reader, too: `npm run ops 2>&1 | head`.
    if (thrown instanceof ReaderGone) return EXIT.readerGone;
    throw thrown;
  }
}

function explain(error: unknown, err: Terminals["err"], { explain: translate, wrongUsage }: Options): number {
  const exitCode = (code: number) => (code === EXIT.wrongUsage ? (wrongUsage ?? code) : code);
  if (error instanceof ReaderGone) return EXIT.readerGone;
  if (error instanceof Exit) return error.exitCode;
  // Commander has already printed its findings.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : exitCode(EXIT.wrongUsage);
  if (error instanceof ProblemsFound) {
    err.print(error.message);
    return EXIT.failed;
  }
  const told = error instanceof UserError ? error : translate?.(error);
  if (!told) throw error;
  err.print(err.colors.red(told.message));
  return exitCode(told.exitCode);
}
