import { runTask } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { compareProducer } from "./producer/compare.ts";

const ROWS = 500_000;

const shell = thisShell();

/**
 * The producer reads rows of MariaDB on this machine (`npm run setup -- sources`), against the program `mysql --quick`, which writes the same JSON
 * to nowhere. Kinesis takes every record at once. Only the ratio means anything on another machine.
 */
process.exitCode = await runTask(async () => {
  const { dump, producer } = await compareProducer(ROWS, (text) => shell.err.print(text));
  const line = (name: string, { seconds, peakBytes }: typeof dump) =>
    `${name.padEnd(16)} ${Math.round(ROWS / seconds)
      .toLocaleString("en")
      .padStart(10)} rows/s ${String(Math.round(peakBytes / 2 ** 20)).padStart(6)} MiB`;
  shell.out.print(line("mysql --quick", dump));
  shell.out.print(line("producer", producer));
  shell.out.print(`ratio            ${(dump.seconds / producer.seconds).toFixed(2).padStart(10)}`);
}, shell);
