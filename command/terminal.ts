import { SingleBar } from "cli-progress";
import pc from "picocolors";

/** Where the run shows what it does. */
export interface Terminal {
  readonly colors: ReturnType<typeof pc.createColors>;
  print(text: string): void;
  /** A bar on a terminal, a line a step elsewhere. */
  progress(total: number): Progress;
}

export interface Progress {
  step(what: string): void;
  /** For who is told how far something has come, and not of each step; no line elsewhere where it has come no further. */
  reach(done: number, what: string): void;
  end(): void;
}

/** Whoever read what is shown went away: `npm start | head`. */
export class ReaderGone extends Error {}

/** Its `print` throws ReaderGone once there is nobody to print for, so that the run ends and closes what it has opened. */
export function terminal(out: NodeJS.WriteStream, noColor: boolean): Terminal {
  let gone = false;
  out.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
    gone = true;
  });
  const print = (text: string) => {
    if (gone) throw new ReaderGone();
    out.write(`${text}\n`);
  };
  return {
    // `isTTY` is undefined on a pipe, for which the library would ask the environment: colours wherever `CI` is set.
    colors: pc.createColors(out.isTTY === true && !noColor),
    print,
    progress: (total) => (total === 0 ? NOTHING : out.isTTY ? bar(out, total) : lines(print, total)),
  };
}

/** Of what is done in no time. */
const NOTHING: Progress = { step: () => undefined, reach: () => undefined, end: () => undefined };

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
