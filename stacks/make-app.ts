import { App } from "cdktf";
import { checkAllowList } from "../contracts/check.ts";
import type { AllowList } from "../contracts/mask.ts";
import { assertNoProblems } from "../contracts/problem.ts";
import { checkEnvironments } from "./checks/check-environments.ts";
import type { Environment } from "./environment.ts";
import { stackName } from "./names.ts";
import { PipelineStack } from "./pipeline-stack.ts";
import { enforcePolicies } from "./policies/policies.ts";
import { isPrimary } from "./primary.ts";

interface MakeAppProps {
  readonly allowList: AllowList;
  readonly environments: readonly Environment[];
  /** Folder of the Terraform JSON. Default: the one that the CDKTF CLI passes, else `cdktf.out`. */
  readonly outdir?: string;
}

/**
 * Checks the allow-list and the environments, then adds one stack per environment and region. The policies are checked at synth.
 * @throws ProblemsFound with every problem of the allow-list and of the environments
 */
export function makeApp({ allowList, environments, outdir }: MakeAppProps): App {
  assertNoProblems([...checkAllowList(allowList), ...checkEnvironments(environments, allowList)]);
  const app = new App(outdir === undefined ? {} : { outdir });
  const stacks = environments.map((environment) => ({
    environment,
    stack: new PipelineStack(app, stackName(environment), { environment, environments, allowList }),
  }));
  orderPrimaryFirst(stacks);
  enforcePolicies(stacks.map(({ stack }) => stack));
  return app;
}

/** For `cdktf deploy '*'`: all other stacks write to the CLEAN bucket, which the primary creates. */
function orderPrimaryFirst(
  stacks: readonly { readonly environment: Environment; readonly stack: PipelineStack }[],
): void {
  const primaries = stacks.filter(({ environment }) => isPrimary(environment));
  const others = stacks.filter(({ environment }) => !isPrimary(environment));
  for (const primary of primaries) for (const other of others) other.stack.addDependency(primary.stack);
}
