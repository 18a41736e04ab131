import { readFileSync } from "node:fs";
import type { Mask } from "../../../contracts/mask.ts";
import type { Measurement } from "../../measurement.ts";

/** What every peer is asked to do: the listed fields of a gzipped CSV file, as gzipped NDJSON. */
export interface Job {
  readonly raw: string;
  readonly mask: Mask;
  readonly out: string;
  readonly level: number;
  /** Our output, not gzipped: only the floor reads it. */
  readonly plain: string;
}

/**
 * Does the job that the command line names and prints what it took as JSON. Starting Node and loading modules are left
 * out of the time, for every peer alike: they are the same whatever the size of the file.
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
 * Peak resident memory. On Linux `maxRSS` begins with that of the process which started this one, so the kernel's own
 * high-water mark of the memory is taken where there is one.
 */
function peakBytes(): number {
  try {
    const [, kilobytes] = /^VmHWM:\s+(\d+) kB/m.exec(readFileSync("/proc/self/status", "utf8")) ?? [];
    if (kilobytes !== undefined) return Number(kilobytes) * 1024;
  } catch {
    // No Linux.
  }
  return process.resourceUsage().maxRSS * 1024;
}
