import { execFile } from "node:child_process";
import { promisify } from "node:util";

const run = promisify(execFile);

/** The output of git. Rejects if git fails or is not installed. */
export async function git(repository: string, args: readonly string[]): Promise<string> {
  return (await run("git", args, { cwd: repository })).stdout;
}
