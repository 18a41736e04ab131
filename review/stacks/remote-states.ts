import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../../stacks/checks/rule.ts";
import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";

/**
 * Finds environments whose state would be in a file on the runner, and lost after the job. The next deploy would try to make
 * everything again.
 */
export function checkRemoteStates(environments: readonly Environment[]): Problem[] {
  return environments.flatMap((environment) =>
    rule(
      environment.state !== undefined,
      `${stackName(environment)}.state`,
      "the state would be a file on the workflow's runner, and lost after the job",
      "name an S3 bucket in environments/: state: { bucket, region } (docs/github.md)",
    ),
  );
}
