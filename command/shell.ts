import { EXIT } from "./exit-code.ts";
import { type Terminal, terminal } from "./terminal.ts";

/** What a command gets from whoever calls it. Tests bring their own. */
export interface Shell {
  /** What a command was asked for: standard output. */
  readonly out: Terminal;
  /** Progress and errors: standard error, so that standard output holds the result alone. */
  readonly err: Terminal;
  /** Folder in which npm was called: paths that a user gives start here. npm itself moves to the repository. */
  readonly calledFrom: string;
}

const SHOW_CURSOR = "\u001B[?25h";

/** The shell that has called this process. */
export function thisShell(): Shell {
  process.once("SIGINT", () => {
    // A progress bar hides it.
    for (const stream of [process.stdout, process.stderr]) if (stream.isTTY) stream.write(SHOW_CURSOR);
    process.exit(EXIT.interrupted);
  });
  const noColor = Boolean(process.env.NO_COLOR);
  return {
    out: terminal(process.stdout, noColor),
    err: terminal(process.stderr, noColor),
    calledFrom: process.env.INIT_CWD ?? process.cwd(),
  };
}
