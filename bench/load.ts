import { loadavg } from "node:os";
import { terminal } from "../ops/terminal.ts";
import { loadMarkdown } from "./load/markdown.ts";
import { type LoadOptions, readLoadOptions, USAGE } from "./load/options.ts";
import { isBalanced, runLoad } from "./load/run-load.ts";
import { describeCommit, describeMachine } from "./machine.ts";
import { UsageError } from "./options.ts";

const STEPS = 20;

try {
  const options = readLoadOptions(process.argv.slice(2));
  if (options === "help") process.stdout.write(USAGE);
  else await load(options);
} catch (error) {
  if (!(error instanceof UsageError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function load({ json, ...size }: LoadOptions): Promise<void> {
  const [loadBefore = 0] = loadavg();
  const shown = terminal(process.stderr, true);
  shown.print(`${size.objects} objects of ${size.rows} rows, ${size.processes} processes`);
  const progress = shown.progress(STEPS);
  const result = await runLoad(size, (done, events) => {
    if (Math.floor((done * STEPS) / events) > Math.floor(((done - 1) * STEPS) / events))
      progress.step(`${done} of ${events} events`);
  });
  progress.end();
  const run = {
    result,
    machine: describeMachine(),
    date: new Date().toISOString().slice(0, 10),
    commit: await describeCommit(),
    loadBefore,
  };
  process.stdout.write(json ? `${JSON.stringify(run, undefined, 2)}\n` : loadMarkdown(run));
  if (!isBalanced(result)) process.exitCode = 1;
}
