import { safeJson } from "../command/safe-text.ts";
import type { Terminal } from "../command/terminal.ts";
import type { Session } from "./session.ts";

/** The result of a command. */
export interface Result {
  /** The document that `--json` prints. */
  readonly json: object;
  /** Prints the same for people. */
  readonly show: (out: Terminal) => void;
  /** If false, the exit code is 1. */
  readonly ok: boolean;
}

/** Prints the result, and exits with 1 if it is not `ok`. */
export type Report = (result: Result, options: { readonly json?: boolean }) => void;

export function print({ json, show }: Result, asJson: boolean, { out }: Pick<Session, "out">): void {
  if (asJson) out.print(safeJson(json));
  else show(out);
}
