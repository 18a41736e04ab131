import type { Problem } from "../../contracts/problem.ts";
import { checkPolicies } from "../../stacks/policies/policies.ts";
import type { StackPlan } from "./plan.ts";

/** Which policies do not hold in what was planned, by the rules of this working tree. Synth holds the branch against its own. */
export function policyProblems(plans: readonly StackPlan[]): readonly Problem[] {
  return plans.flatMap((plan) =>
    problemsOf(plan).map((problem) => ({ ...problem, where: `${plan.stack}: ${problem.where}` })),
  );
}

function problemsOf({ synthesised }: StackPlan): Problem[] {
  try {
    return checkPolicies(synthesised);
  } catch {
    // The rules are for what we write, and this is somebody else's: a policy that is not JSON, say.
    return [{ where: "cdk.tf.json", problem: "can't be held against the policies", remedy: "synthesise it anew" }];
  }
}
