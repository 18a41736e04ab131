import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AllowList } from "../../contracts/mask.ts";
import type { Environment } from "../../stacks/environment.ts";
import { makeApp } from "../../stacks/make-app.ts";
import { stackName } from "../../stacks/names.ts";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";

/**
 * Every stack as it is synthesised here, by name. Leaves no files.
 * @throws ProblemsFound if nothing can be synthesised
 */
export function synthesised(allowList: AllowList, environments: readonly Environment[]): Map<string, Terraform> {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell-synth-"));
  try {
    makeApp({ allowList, environments, outdir }).synth();
    const jsonOf = (stack: string) => readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8");
    return new Map(environments.map(stackName).map((stack) => [stack, JSON.parse(jsonOf(stack)) as Terraform]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
