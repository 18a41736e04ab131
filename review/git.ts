import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What git prints. Rejects if git refuses, or is not installed. */
export async function git(repository: string, args: readonly string[]): Promise<string> {
  return (await run("git", args, { cwd: repository })).stdout;
}
