import { safeJson } from "../command/safe-text.ts";
import type { Terminal } from "../command/terminal.ts";
import type { Session } from "./session.ts";

/** What a command did or found. */
export interface Result {
  /** For machines: the document that `--json` prints. */
  readonly json: object;
  /** The same for people. */
  readonly show: (out: Terminal) => void;
  /** Whether all is well; otherwise the exit code is 1. */
  readonly ok: boolean;
}

/** Prints the result, and ends the command with 1 if not all is well. */
export type Report = (result: Result, options: { readonly json?: boolean }) => void;

export function print({ json, show }: Result, asJson: boolean, { out }: Pick<Session, "out">): void {
  if (asJson) out.print(safeJson(json));
  else show(out);
}
