import { byAction, planOf } from "../plan.ts";
import type { Net } from "./net.ts";

/** Whether Terraform, right after it has applied a stack, would change anything: AWS answers otherwise than it was told. */
export const secondPlan: Net = async ({ stack }) => {
  const { "no-op": _, ...changes } = byAction(await planOf(stack, stack));
  return Object.entries(changes).flatMap(([action, found]) => found.map((address) => `${action} ${address}`));
};
