import { spawn } from "node:child_process";
import { constants } from "node:os";
import { text } from "node:stream/consumers";
import { fileURLToPath } from "node:url";

/** The machine on which setup looks and installs. Tests bring their own. */
export interface Machine {
  /** The repository: needs are installed below it, and programs start in it. */
  readonly root: string;
  /** Whether the user is root, who needs no sudo. */
  readonly isRoot: boolean;
  /** Runs a program to its end. */
  readonly run: (command: readonly string[]) => Promise<Ended>;
}

/** How a program ended. */
export interface Ended {
  /** Exit code; 128 and the signal's number if a signal has ended it, as shells have it; undefined if there is no such program. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export function thisMachine(): Machine {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  return { root, isRoot: process.getuid?.() === 0, run: (command) => run(command, root) };
}

async function run([program = "", ...args]: readonly string[], cwd: string): Promise<Ended> {
  // Nobody may be asked on standard input; sudo asks on the terminal itself.
  const child = spawn(program, args, { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const code = new Promise<number | undefined>((resolve) => {
    child.once("error", () => resolve(undefined));
    child.once("exit", (ended, signal) => resolve(signal === null ? (ended ?? 0) : 128 + constants.signals[signal]));
  });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { code: await code, stdout, stderr };
}
