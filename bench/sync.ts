import { runTask } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { compareSync, type Loaded } from "./sync/compare.ts";
import { readSyncOptions, syncUsage } from "./sync/options.ts";

const shell = thisShell();

process.exitCode = await runTask(async () => {
  const options = readSyncOptions(process.argv.slice(2));
  if (options === "help") {
    shell.out.print(syncUsage());
    return;
  }
  const { rows, rounds } = options;
  const { csvBytes, psql, one, two, sling, publishSeconds } = await compareSync(rows, rounds, (text) =>
    shell.err.print(text),
  );
  shell.out.print(`${rows.toLocaleString("en")} rows, ${Math.round(csvBytes / 1e6)} MB of CSV in 10 parts`);
  shell.out.print(shown("psql \\copy", rows, psql, psql));
  shell.out.print(shown("sync, 1 worker", rows, one, psql));
  shell.out.print(shown("sync, 2 workers", rows, two, psql));
  shell.out.print(sling === undefined ? "sling             not installed: --help" : shown("sling", rows, sling, psql));
  shell.out.print(`publish          ${publishSeconds.toFixed(1).padStart(6)} s (count, index, statistics, attach)`);
  shell.out.print(`memory of the one worker after each part: ${one.mebibytes?.join(" ")} MiB`);
}, shell);

function shown(name: string, rows: number, { seconds, peakBytes }: Loaded, floor: Loaded): string {
  const rate = Math.round(rows / seconds).toLocaleString("en");
  const memory = peakBytes === undefined ? "" : `, peak ${Math.round(peakBytes / 2 ** 20)} MiB`;
  const times = (seconds / floor.seconds).toFixed(2);
  return `${name.padEnd(16)} ${seconds.toFixed(1).padStart(6)} s ${rate.padStart(10)} rows/s, ${times} times psql's time${memory}`;
}
