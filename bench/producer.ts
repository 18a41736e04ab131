import { runTask } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { UserError } from "../command/user-error.ts";
import { compareProducer } from "./producer/compare.ts";

const ROWS = 500_000;

const USAGE = `npm run -s bench:producer [-- ROWS]

The producer reads ${ROWS.toLocaleString("en")} rows, or as many, of MariaDB on this machine (npm run setup -- sources), against the program \`mysql --quick\`,
which writes the same JSON to nowhere. Kinesis takes every record at once. Only the ratio means anything on another machine.`;

const shell = thisShell();

process.exitCode = await runTask(async () => {
  const [first] = process.argv.slice(2);
  if (first === "--help") {
    shell.out.print(USAGE);
    return;
  }
  const rows = first === undefined ? ROWS : Number(first);
  if (!Number.isInteger(rows) || rows < 1) throw new UserError(`${first ?? ""} is not a number of rows.\n${USAGE}`);
  const { dump, producer } = await compareProducer(rows, (text) => shell.err.print(text));
  const line = (name: string, { seconds, peakBytes }: typeof dump) =>
    `${name.padEnd(16)} ${Math.round(rows / seconds)
      .toLocaleString("en")
      .padStart(10)} rows/s ${String(Math.round(peakBytes / 2 ** 20)).padStart(6)} MiB`;
  shell.out.print(line("mysql --quick", dump));
  shell.out.print(line("producer", producer));
  shell.out.print(`ratio            ${(dump.seconds / producer.seconds).toFixed(2).padStart(10)}`);
}, shell);
