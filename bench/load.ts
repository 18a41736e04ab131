import { loadavg } from "node:os";
import { EXIT, Exit } from "../command/exit-code.ts";
import { runTask } from "../command/run.ts";
import { thisShell } from "../command/shell.ts";
import { loadMarkdown } from "./load/markdown.ts";
import { type LoadOptions, loadUsage, readLoadOptions } from "./load/options.ts";
import { isBalanced, runLoad } from "./load/run-load.ts";
import { describeCommit, describeMachine } from "./machine.ts";

const STEPS = 20;

const shell = thisShell();

process.exitCode = await runTask(async () => {
  const options = readLoadOptions(process.argv.slice(2));
  if (options === "help") shell.out.print(loadUsage());
  else await load(options);
}, shell);

async function load({ json, ...size }: LoadOptions): Promise<void> {
  const [loadBefore = 0] = loadavg();
  const { out, err } = shell;
  err.print(`${size.objects} objects of ${size.rows} rows, ${size.processes} processes`);
  const progress = err.progress(STEPS);
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
  out.print(json ? JSON.stringify(run, undefined, 2) : loadMarkdown(run).trimEnd());
  if (!isBalanced(result)) throw new Exit(EXIT.failed);
}
