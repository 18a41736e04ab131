import { byAction, planOf } from "../plan.ts";
import type { StackCheck } from "./stack-check.ts";

/** Checks that a plan right after an apply is empty, although AWS returns other values than it was sent. */
export const secondPlan: StackCheck = async ({ stack }) => {
  const { "no-op": _, ...changes } = byAction(await planOf(stack, stack));
  return Object.entries(changes).flatMap(([action, found]) => found.map((address) => `${action} ${address}`));
};
