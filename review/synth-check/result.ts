import type { Problem } from "../../contracts/problem.ts";

/** Written next to the checked stacks, for the review. */
export const CHECK_FILE = "check.json";

/** The findings of the check. */
export interface SynthCheck {
  /** Every stack that main has. */
  readonly stacks: readonly string[];
  /** Stacks that main does not have yet. */
  readonly unknown: readonly string[];
  /** Why nothing may be planned. */
  readonly problems: readonly Problem[];
}
