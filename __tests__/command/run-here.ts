import { join } from "node:path";
import { pathToFileURL } from "node:url";

/** What a command printed, and its exit code. */
export interface Ran {
  readonly status: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

interface Place {
  /** The repository; another one than this only if its files do not change between two commands, because modules are kept. */
  readonly repository?: string;
  /** Folder in which npm was called. */
  readonly calledFrom?: string;
  /** Environment variables besides those of this process. */
  readonly env?: Readonly<Record<string, string>>;
}

const REPOSITORY = join(import.meta.dirname, "../..");
let runs = 0;

/**
 * Runs the entry point of a command in this process, as if it were started with these arguments: starting a process and loading the
 * modules anew takes most of a second of the processor. It must not be called twice at the same time.
 */
export async function runHere(entry: string, args: readonly string[], place: Place = {}): Promise<Ran> {
  const { repository = REPOSITORY, calledFrom = process.cwd(), env: more } = place;
  const { argv, env } = process;
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  const onInterrupt = process.listeners("SIGINT");
  process.argv = [process.execPath, entry, ...args];
  process.env = { ...env, INIT_CWD: calledFrom, ...more };
  process.exitCode = undefined;
  runs += 1;
  try {
    // The query makes Node run the module again; its imports are already loaded.
    await import(`${pathToFileURL(join(repository, entry)).href}?${runs}`);
    return { status: process.exitCode as number | undefined, stdout: stdout.text(), stderr: stderr.text() };
  } finally {
    process.exitCode = undefined;
    process.env = env;
    process.argv = argv;
    stdout.restore();
    stderr.restore();
    for (const added of process.listeners("SIGINT").filter((each) => !onInterrupt.includes(each)))
      process.removeListener("SIGINT", added);
  }
}

/** Keeps what is written to a stream, in place of the stream. */
function capture(stream: NodeJS.WriteStream) {
  const { isTTY } = stream;
  const write = stream.write.bind(stream);
  const onError = stream.listeners("error");
  const written: string[] = [];
  stream.write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  stream.isTTY = false;
  return {
    text: () => written.join(""),
    restore: () => {
      stream.write = write;
      stream.isTTY = isTTY;
      for (const added of stream.listeners("error").filter((each) => !onError.includes(each)))
        stream.removeListener("error", added as () => void);
    },
  };
}
