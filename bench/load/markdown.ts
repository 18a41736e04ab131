import type { Machine } from "../machine.ts";
import { grouped, megabytes, seconds } from "../report/format.ts";
import { markdownTable } from "../report/markdown-table.ts";
import { isBalanced, type LoadResult } from "./run-load.ts";

interface LoadRun {
  readonly result: LoadResult;
  readonly machine: Machine;
  readonly date: string;
  readonly commit: string;
  /** The load average of the minute before. */
  readonly loadBefore: number;
}

/** A run as the page `bench/LOAD.md`. */
export function loadMarkdown({ result, machine, date, commit, loadBefore }: LoadRun): string {
  const { landing, events, invocations } = result;
  const perSecond = (count: number) => grouped(count / result.seconds);
  return `# A burst, with faults

<!-- Made by \`npm run -s bench:load > bench/LOAD.md\`. -->

${date}, commit ${commit}, ${machine.processor}, ${machine.cores} cores, ${machine.system}, Node ${machine.node}. The shipped bundle
runs in ${result.processes} processes. S3 is a server on the loopback, in one process with everything else, on the same cores. The
load average before was ${loadBefore.toFixed(1)}.

${grouped(result.objects)} objects of ${grouped(result.rows)} rows (${megabytes(result.csvBytes)} of CSV, ${megabytes(result.rawBytes)} gzipped) at once. S3 sends two events for 5 % of them. Another
5 % (${grouped(result.troubled)}) have a fault: S3 answers 500, 503 or 403, a read or a write is cut off, a process is killed, a file is
broken. ${grouped(events)} events took ${grouped(invocations)} invocations and ${seconds(result.seconds)}.

${markdownTable(
  ["", "a second"],
  [
    ["events", perSecond(events)],
    ["rows", perSecond(landing.rowsIn)],
    ["megabytes of CSV", perSecond(result.csvBytes / 1e6)],
  ],
)}

${markdownTable(
  ["", "objects", "rows"],
  [
    ["in", grouped(landing.versions), grouped(landing.rowsIn)],
    ["in CLEAN, whole", grouped(landing.cleaned), grouped(landing.rowsOut)],
    ["failed, each with a pointer", grouped(landing.failed), grouped(landing.rowsFailed)],
  ],
)}

${isBalanced(result) ? "The rows add up." : "**The rows do not add up.**"} The function took ${(result.processorSeconds / invocations).toFixed(3)} s of processor time an invocation, and
at most ${result.maxMemoryMb} MB of memory in one process.
${landing.problems.map((problem) => `\n- ${problem}`).join("")}`;
}
