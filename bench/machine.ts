import { execFile } from "node:child_process";
import { arch, cpus, platform, totalmem } from "node:os";
import { promisify } from "node:util";

const ROOT = new URL("../", import.meta.url);
const run = promisify(execFile);

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryBytes: number;
  readonly system: string;
  readonly node: string;
}

export function describeMachine(): Machine {
  const processors = cpus();
  return {
    processor: processors[0]?.model.trim() || "unknown processor",
    cores: processors.length,
    memoryBytes: totalmem(),
    system: `${platform()} ${arch()}`,
    node: process.version,
  };
}

/** The commit that was measured, `with changes` if the working tree had any. */
export async function describeCommit(): Promise<string> {
  const git = async (...words: string[]) => (await run("git", words, { cwd: ROOT })).stdout.trim();
  try {
    // The files that a run writes change nothing that is measured.
    const changed = await git(
      "status",
      "--porcelain",
      "--untracked-files=no",
      "--",
      ".",
      ":!bench/RESULTS.md",
      ":!bench/results.svg",
      ":!bench/LOAD.md",
    );
    return `${await git("rev-parse", "--short", "HEAD")}${changed === "" ? "" : " with changes"}`;
  } catch {
    return "unknown";
  }
}
