import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Sources } from "../../contracts/source.ts";
import type { Environment } from "../../stacks/environment.ts";
import { makeApp, stacksOf } from "../../stacks/make-app.ts";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";

/**
 * Every stack as it is synthesised here, by name. Leaves no files.
 * @throws ProblemsFound if nothing can be synthesised
 */
export function synthesised(sources: Sources, environments: readonly Environment[]): Map<string, Terraform> {
  const outdir = mkdtempSync(join(tmpdir(), "clearwell-synth-"));
  try {
    const app = makeApp({ sources, environments, outdir });
    app.synth();
    const jsonOf = (stack: string) => readFileSync(join(outdir, "stacks", stack, "cdk.tf.json"), "utf8");
    return new Map(stacksOf(app).map(({ node: { id } }) => [id, JSON.parse(jsonOf(id)) as Terraform]));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
