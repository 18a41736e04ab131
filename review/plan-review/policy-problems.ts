import type { Problem } from "../../contracts/problem.ts";
import { checkPolicies } from "../../stacks/policies/policies.ts";
import type { StackPlan } from "./plan.ts";

/** The policies of this working tree that the planned stacks break. Synth checks the branch by its own policies. */
export function policyProblems(plans: readonly StackPlan[]): readonly Problem[] {
  return plans.flatMap((plan) =>
    problemsOf(plan).map((problem) => ({ ...problem, where: `${plan.stack}: ${problem.where}` })),
  );
}

function problemsOf({ synthesised }: StackPlan): Problem[] {
  try {
    return checkPolicies(synthesised);
  } catch {
    // The rules expect our own JSON, and this may be somebody else's, for example with a policy that is not JSON.
    return [{ where: "cdk.tf.json", problem: "can't be checked by the policies", remedy: "synthesise it again" }];
  }
}
