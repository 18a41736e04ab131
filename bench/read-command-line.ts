import { type Command, CommanderError } from "commander";
import { UserError } from "../command/user-error.ts";

/** The command was called the wrong way. */
export class UsageError extends UserError {}

/**
 * Reads a command line without running anything.
 * @throws UsageError
 */
export function readCommandLine<T>(command: Command, words: readonly string[]): T | "help" {
  const silent = () => undefined;
  command.exitOverride().configureOutput({ writeOut: silent, writeErr: silent });
  try {
    return command.parse(words, { from: "user" }).opts() as T;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return "help";
    throw new UsageError(`${error.message}\n(--help shows how it is called)`);
  }
}
