import { availableParallelism } from "node:os";
import { Command } from "commander";
import { exitCodes } from "../../command/exit-code.ts";
import { positive } from "../../command/positive.ts";
import { readCommandLine } from "../read-command-line.ts";
import type { LoadSize } from "./run-load.ts";

export interface LoadOptions extends LoadSize {
  readonly json: boolean;
}

const OBJECTS = 2000;
const ROWS = 500;

const HELP = `
The result is Markdown on standard output; bench/LOAD.md is the result of a
run at full size.${exitCodes("the rows add up", "they do not")}`;

/** What `--help` prints. */
export function loadUsage(): string {
  return `${command().helpInformation()}${HELP}`;
}

/** @throws UsageError */
export function readLoadOptions(words: readonly string[]): LoadOptions | "help" {
  return readCommandLine<LoadOptions>(command(), words);
}

function command(): Command {
  return new Command("npm run -s bench:load --")
    .description(
      "Send a burst of RAW objects through the shipped cleaner, over HTTP on this machine: 5 % of them get two events, " +
        "another 5 % have a fault. Check that each row has landed or failed.",
    )
    .option("--objects <n>", "objects in the burst", positive, OBJECTS)
    .option("--rows <n>", "rows in an object", positive, ROWS)
    .option("--processes <n>", "processes of the function; one a core", positive, availableParallelism())
    .option("--json", "the result as JSON", false);
}
