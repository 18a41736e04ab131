import { readFileSync } from "node:fs";
import type { Mask } from "../../../contracts/mask.ts";
import type { Measurement } from "../../measurement.ts";

/** The job of every peer: write the listed fields of a gzipped CSV file as gzipped NDJSON. */
export interface Job {
  readonly raw: string;
  readonly mask: Mask;
  readonly out: string;
  readonly level: number;
  /** Our output, not gzipped; only the floor reads it. */
  readonly plain: string;
}

/**
 * Does the job that the command line names and prints its measurement as JSON. The time to start Node and to load modules is not
 * counted, for any peer: it does not depend on the size of the file.
 */
export async function runJob(work: (job: Job) => Promise<unknown>): Promise<void> {
  const job = readJob(process.argv.slice(2));
  const started = performance.now();
  const cpu = process.cpuUsage();
  await work(job);
  const seconds = (performance.now() - started) / 1000;
  const { user, system } = process.cpuUsage(cpu);
  const measured: Measurement = { seconds, cpuSeconds: (user + system) / 1e6, peakBytes: peakBytes() };
  process.stdout.write(`${JSON.stringify(measured)}\n`);
}

function readJob([raw = "", mask = "", out = "", level = "", plain = ""]: readonly string[]): Job {
  return { raw, mask: JSON.parse(readFileSync(mask, "utf8")) as Mask, out, level: Number(level), plain };
}

/**
 * Peak resident memory. On Linux `maxRSS` starts at the value of the parent process, so the kernel's high-water mark is used if there
 * is one.
 */
function peakBytes(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // Not Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
