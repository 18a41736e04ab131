import type { AllowList } from "../../contracts/mask.ts";
import { type Problem, ProblemsFound } from "../../contracts/problem.ts";
import type { Environment } from "../../stacks/environment.ts";
import { makeApp } from "../../stacks/make-app.ts";

/** What keeps the working tree from being synthesised: problems of the allow-list, of the environments, of the policies. */
export function problemsOf(
  allowList: AllowList,
  environments: readonly Environment[],
  outdir: string,
): readonly Problem[] {
  try {
    makeApp({ allowList, environments, outdir }).synth();
    return [];
  } catch (error) {
    if (error instanceof ProblemsFound) return error.problems;
    throw error;
  }
}
