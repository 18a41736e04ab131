import { runTask } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { compareProducer, type Run } from "./producer/compare.ts";
import { producerUsage, readProducerOptions } from "./producer/options.ts";

const shell = thisShell();

process.exitCode = await runTask(async () => {
  const options = readProducerOptions(process.argv.slice(2));
  if (options === "help") {
    shell.out.print(producerUsage());
    return;
  }
  const { dump, producer } = await compareProducer(options.rows, (text) => shell.err.print(text));
  shell.out.print(shown("mysql --quick", options.rows, dump));
  shell.out.print(shown("producer", options.rows, producer));
  shell.out.print(`ratio            ${(dump.seconds / producer.seconds).toFixed(2).padStart(10)}`);
}, shell);

function shown(name: string, rows: number, { seconds, peakBytes }: Run): string {
  const rate = Math.round(rows / seconds).toLocaleString("en");
  return `${name.padEnd(16)} ${rate.padStart(10)} rows/s ${String(Math.round(peakBytes / 2 ** 20)).padStart(6)} MiB`;
}
