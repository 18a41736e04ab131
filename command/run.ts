import { type Command, CommanderError } from "commander";
import { ProblemsFound } from "../contracts/problem.ts";
import { EXIT, Exit } from "./exit-code.ts";
import type { Shell } from "./shell.ts";
import { BrokenPipe } from "./terminal.ts";
import { UserError } from "./user-error.ts";

type Terminals = Pick<Shell, "out" | "err">;

interface Options {
  /** Explains a library's error to the user; undefined if the error is unknown, which makes it a defect. */
  readonly explain?: (error: unknown) => UserError | undefined;
  /** Exit code of wrong usage, for a command in which 2 has another meaning. */
  readonly wrongUsage?: number;
}

/**
 * Runs a command line. A user's mistake is printed without a stack trace.
 * @returns the exit code
 * @throws only defects of this program
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

/** Runs a task that has no command line in the same way. */
export async function runTask(task: () => unknown, { err }: Terminals, options: Options = {}): Promise<number> {
  try {
    await task();
    return EXIT.ok;
  } catch (error) {
    return report(error, err, options);
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

/** Prints the error, unless that is already done. @returns the exit code */
function report(error: unknown, err: Terminals["err"], options: Options): number {
  try {
    return print(error, err, options);
  } catch (thrown) {
    // Standard error may be a broken pipe, too: `npm run ops 2>&1 | head`.
    if (thrown instanceof BrokenPipe) return EXIT.brokenPipe;
    throw thrown;
  }
}

function print(error: unknown, err: Terminals["err"], { explain, wrongUsage }: Options): number {
  const exitCode = (code: number) => (code === EXIT.wrongUsage ? (wrongUsage ?? code) : code);
  if (error instanceof BrokenPipe) return EXIT.brokenPipe;
  if (error instanceof Exit) return error.exitCode;
  // Commander has already printed it.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : exitCode(EXIT.wrongUsage);
  if (error instanceof ProblemsFound) {
    err.print(error.message);
    return EXIT.failed;
  }
  const mistake = error instanceof UserError ? error : explain?.(error);
  if (!mistake) throw error;
  err.print(err.colors.red(mistake.message));
  return exitCode(mistake.exitCode);
}
