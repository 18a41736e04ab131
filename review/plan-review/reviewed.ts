import type { Problem } from "../../contracts/problem.ts";
import type { AllowListDiff } from "../contracts-diff/diff.ts";
import type { StackPlan } from "./plan.ts";

/** What a review is made of. */
export interface Reviewed {
  /** Undefined if nothing is compared with. */
  readonly diff: AllowListDiff | undefined;
  readonly plans: readonly StackPlan[];
  /** Stacks that there are and of which no plan was given. */
  readonly unplanned: readonly string[];
  /** Stacks that main does not have yet. */
  readonly unknown: readonly string[];
  /** Why what was synthesised may not be planned. */
  readonly refused: readonly Problem[];
  /** Policies that do not hold in what was planned. */
  readonly problems: readonly Problem[];
}
