import { Command } from "commander";
import { exitCodes } from "../command/exit-code.ts";
import { runCommand } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { compareProducer } from "./producer/compare.ts";
import { positive } from "./read-command-line.ts";

const ROWS = 500_000;

const shell = thisShell();

const command = new Command("npm run -s bench:producer --")
  .description(
    "Time the producer reading rows of MariaDB on this machine (npm run setup -- sources), against the program `mysql --quick`, " +
      "which writes the same JSON to nowhere. Kinesis takes every record at once. Only the ratio means anything on another machine.",
  )
  .argument("[rows]", "how many rows", positive, ROWS)
  .addHelpText("after", exitCodes("both were timed", "one of them failed"))
  .action(compare);

process.exitCode = await runCommand(command, process.argv.slice(2), shell);

async function compare(rows: number): Promise<void> {
  const { dump, producer } = await compareProducer(rows, (text) => shell.err.print(text));
  const line = (name: string, { seconds, peakBytes }: typeof dump) =>
    `${name.padEnd(16)} ${Math.round(rows / seconds)
      .toLocaleString("en")
      .padStart(10)} rows/s ${String(Math.round(peakBytes / 2 ** 20)).padStart(6)} MiB`;
  shell.out.print(line("mysql --quick", dump));
  shell.out.print(line("producer", producer));
  shell.out.print(`ratio            ${(dump.seconds / producer.seconds).toFixed(2).padStart(10)}`);
}
