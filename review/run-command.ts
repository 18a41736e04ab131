import { type Command, CommanderError } from "commander";
import { UserError } from "../ops/user-error.ts";

/** Runs a reviewer's command. Whatever keeps it from being done ends it with 1, and a mistake of the user has no stack trace. */
export async function runCommand(command: Command): Promise<void> {
  try {
    await command.exitOverride().parseAsync();
  } catch (error) {
    if (error instanceof UserError) process.stderr.write(`${error.message}\n`);
    else if (!(error instanceof CommanderError)) throw error;
    process.exitCode = error instanceof CommanderError && error.exitCode === 0 ? 0 : 1;
  }
}
