import { wrap } from "./wrap.ts";

/** Exit codes of all commands. */
export const EXIT = {
  ok: 0,
  failed: 1,
  wrongUsage: 2,
  /** Something that the command was to bring could not be had. */
  unavailable: 3,
  /** As a shell reports a command that was ended by Ctrl-C. */
  interrupted: 130,
  /** As a shell reports a command that was ended by SIGPIPE. */
  brokenPipe: 141,
} as const;

/** The last line of every command's help. */
export function exitCodes(ok: string, failed: string, unavailable?: string): string {
  const last = unavailable === undefined ? "" : `, ${EXIT.unavailable} ${unavailable}`;
  return `\n${wrap(`Exit code: 0 ${ok}, 1 ${failed}, 2 wrong usage${last}.`, 0)}`;
}

/** Ends a command with an exit code. The command has already printed the reason. */
export class Exit extends Error {
  readonly exitCode: number;

  constructor(exitCode: number) {
    super(`exit code ${exitCode}`);
    this.exitCode = exitCode;
  }
}
