import { wrap } from "./wrap.ts";

/** What every command ends with. */
export const EXIT = {
  ok: 0,
  failed: 1,
  wrongUsage: 2,
  /** What a shell reports of a command that Ctrl-C has ended. */
  interrupted: 130,
  /** What a shell reports of a command that SIGPIPE has ended. */
  readerGone: 141,
} as const;

/** The last line of a command's help, for every command. */
export function exitCodes(ok: string, failed: string): string {
  return `\n${wrap(`Exit code: 0 ${ok}, 1 ${failed}, 2 wrong usage.`, 0)}`;
}

/** Ends a command with an exit code. The command has already printed why. */
export class Exit extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}
