import { EXIT } from "./exit-code.ts";
import { type Terminal, terminal } from "./terminal.ts";

/** What a command gets from its caller. Tests bring their own. */
export interface Shell {
  /** Standard output: the result of the command. */
  readonly out: Terminal;
  /** Standard error: progress and errors, so that standard output holds only the result. */
  readonly err: Terminal;
  /** Folder in which npm was called: a user's relative paths start here, while npm itself changes to the repository. */
  readonly calledFrom: string;
}

const SHOW_CURSOR = "\u001B[?25h";

/** The shell that called this process. */
export function thisShell(): Shell {
  process.once("SIGINT", () => {
    // A progress bar hides the cursor.
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
