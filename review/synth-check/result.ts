import type { Problem } from "../../contracts/problem.ts";

/** Beside the checked stacks, for the review. */
export const CHECK_FILE = "check.json";

/** What the check found, besides what may be planned. */
export interface SynthCheck {
  /** Stacks that main does not have yet. */
  readonly unknown: readonly string[];
  /** Why nothing may be planned. */
  readonly problems: readonly Problem[];
}
