import { Command } from "commander";
import { exitCodes } from "../../command/exit-code.ts";
import { positive } from "../../command/positive.ts";
import { readCommandLine } from "../read-command-line.ts";

interface ProducerOptions {
  readonly rows: number;
}

const ROWS = 500_000;

const HELP = `
Only the ratio means anything on another machine.${exitCodes("both have read the table", "one has failed")}`;

/** What `--help` prints. */
export function producerUsage(): string {
  return `${command().helpInformation()}${HELP}`;
}

/** @throws UsageError */
export function readProducerOptions(words: readonly string[]): ProducerOptions | "help" {
  return readCommandLine<ProducerOptions>(command(), words);
}

function command(): Command {
  return new Command("npm run -s bench:producer --")
    .description(
      "Let the producer read a table of MariaDB on this machine (npm run setup -- sources), against mysql --quick, " +
        "which writes the same JSON to nowhere. Kinesis takes every record at once.",
    )
    .option("--rows <n>", "rows of the table", positive, ROWS);
}
