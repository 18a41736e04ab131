import { DATA_TYPES } from "../../stacks/identities.ts";
import { type Outcome, outcomeOf } from "./outcome.ts";
import type { ResourceChange } from "./plan.ts";

/** Types that say who may do what. */
const ACCESS = /^aws_iam_|_policy(_attachment)?$|^aws_lambda_permission$|^aws_kms_grant$|_public_access_block$/;

const LOSES: readonly Outcome[] = ["destroyed", "replaced", "forgotten"];

/** Why a reviewer must look at a change; undefined where it is as good as its neighbours. */
export function calloutOf(change: ResourceChange): "data" | "access" | undefined {
  const outcome = outcomeOf(change);
  if (outcome === undefined) return undefined;
  if (DATA_TYPES.includes(change.type) && LOSES.includes(outcome)) return "data";
  if (ACCESS.test(change.type)) return "access";
  // A key and a queue carry their policies themselves.
  const { before, after } = change.change;
  return before !== null && after !== null && before.policy !== after.policy ? "access" : undefined;
}
