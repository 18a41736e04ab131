import type { Problem } from "../../contracts/problem.ts";
import type { AllowListDiff } from "../contracts-diff/diff.ts";
import type { StackPlan } from "./plan.ts";
import type { SnowflakeReview } from "./snowflake.ts";

/** The input of a review. */
export interface Reviewed {
  /** Undefined if there is nothing to compare with. */
  readonly diff: AllowListDiff | undefined;
  /** Undefined with it. */
  readonly snowflake: SnowflakeReview | undefined;
  readonly plans: readonly StackPlan[];
  /** Existing stacks without a plan. */
  readonly unplanned: readonly string[];
  /** Stacks that main does not have yet. */
  readonly unknown: readonly string[];
  /** Why the synthesised stacks may not be planned. */
  readonly refused: readonly Problem[];
  /** Policies that the planned stacks break. */
  readonly problems: readonly Problem[];
}
