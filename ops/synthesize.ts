import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { didYouMean } from "../command/did-you-mean.ts";
import { UserError } from "../command/user-error.ts";
import { withProgress } from "../command/with-progress.ts";
import type { ProblemsFound } from "../contracts/problem.ts";
import { environmentOf, type Terraform } from "../stacks/policies/terraform-json.ts";
import type { Session } from "./session.ts";

/** A stack of the working tree, which may differ from what is deployed. */
export interface SynthesizedStack {
  readonly name: string;
  readonly json: Terraform;
  /** Names of the stacks that are deployed before it. */
  readonly after: readonly string[];
}

/**
 * All stacks of the working tree. CDKTF is loaded only here, because loading it takes as long as everything else. The functions are
 * bundled, because a stack has the hash of their code.
 * @throws UserError with every problem of the settings
 */
export async function synthesize(session: Session): Promise<readonly SynthesizedStack[]> {
  const { sources, environments } = session;
  const outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
  try {
    return await withProgress(session, 2, async (step) => {
      await import("../functions/bundle.ts");
      step("functions bundled");
      const { makeApp, stacksOf } = await import("../stacks/make-app.ts");
      const stacks = stacksOf(makeApp({ sources, environments, outdir })).map((stack) => ({
        name: stack.node.id,
        json: stack.toTerraform() as Terraform,
        after: stack.dependencies.map(({ node }) => node.id),
      }));
      step("stacks synthesized");
      return stacks;
    });
  } catch (error) {
    // Recognised by its code, not its class: after a dynamic import the class may be another copy.
    const { code, message } = error as Partial<ProblemsFound>;
    throw code === "PROBLEMS_FOUND" ? new UserError(String(message), 1, { cause: error }) : error;
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

/**
 * The stacks of an environment.
 * @param name of the environment, or of one stack
 * @throws UserError if there is neither
 */
export function stacksNamed(all: readonly SynthesizedStack[], name: string): readonly SynthesizedStack[] {
  const found = all.filter((stack) => stack.name === name || environmentOf(stack.json) === name);
  if (found.length > 0) return found;
  const environments = [...new Set(all.map(({ json }) => environmentOf(json)))];
  const stacks = all.map((stack) => stack.name);
  const known = `Environments: ${environments.join(", ")}. Stacks: ${stacks.join(", ")}.`;
  throw new UserError(
    `There is no environment or stack "${name}".${didYouMean(name, [...environments, ...stacks])} ${known}`,
  );
}
