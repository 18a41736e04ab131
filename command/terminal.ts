import { SingleBar } from "cli-progress";
import pc from "picocolors";

/** Where a command prints. */
export interface Terminal {
  readonly colors: ReturnType<typeof pc.createColors>;
  print(text: string): void;
  /** A progress bar on a terminal; otherwise a line a step. */
  progress(total: number): Progress;
}

export interface Progress {
  step(what: string): void;
  /** Sets how many steps are done. Without a terminal it prints a line only if the number has changed. */
  reach(done: number, what: string): void;
  end(): void;
}

/** The program that read the output has ended: `npm start | head`. */
export class BrokenPipe extends Error {}

/** Its `print` throws BrokenPipe if nobody reads the output any more, so that the command ends and closes what it has opened. */
export function terminal(out: NodeJS.WriteStream, noColor: boolean): Terminal {
  let isBroken = false;
  out.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    isBroken = true;
  });
  const print = (text: string) => {
    if (isBroken) throw new BrokenPipe();
    out.write(`${text}\n`);
  };
  return {
    // On a pipe `isTTY` is undefined. The library would then use colours if `CI` is set in the environment.
    colors: pc.createColors(out.isTTY === true && !noColor),
    print,
    progress: (total) => (total === 0 ? NO_PROGRESS : out.isTTY ? bar(out, total) : lines(print, total)),
  };
}

/** For work that has no steps. */
const NO_PROGRESS: Progress = { step: () => undefined, reach: () => undefined, end: () => undefined };

function bar(stream: NodeJS.WriteStream, total: number): Progress {
  const progress = new SingleBar({ stream, format: "  {bar} {value}/{total} {what}", hideCursor: true, barsize: 30 });
  progress.start(total, 0, { what: "" });
  return {
    step: (what) => progress.increment({ what }),
    reach: (done, what) => progress.update(done, { what }),
    end: () => progress.stop(),
  };
}

function lines(print: (text: string) => void, total: number): Progress {
  let reached = 0;
  const reach = (done: number, what: string) => {
    if (done !== reached) print(`  ${done}/${total} ${what}`);
    reached = done;
  };
  return { step: (what) => reach(reached + 1, what), reach, end: () => undefined };
}
