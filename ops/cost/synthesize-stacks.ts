import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../command/user-error.ts";
import { withProgress } from "../../command/with-progress.ts";
import type { ProblemsFound } from "../../contracts/problem.ts";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";
import type { Session } from "../session.ts";

/**
 * The Terraform JSON of every stack, from the working tree, not from what is deployed. CDKTF is loaded only here, because loading it
 * takes as long as everything else. The functions are bundled, because a stack has the hash of their code.
 * @throws UserError with every problem of the settings
 */
export async function synthesizeStacks(session: Session): Promise<Map<string, Terraform>> {
  const { sources, environments } = session;
  const outdir = mkdtempSync(join(tmpdir(), "clearwell-"));
  try {
    return await withProgress(session, 2, async (step) => {
      await import("../../functions/bundle.ts");
      step("functions bundled");
      const [{ makeApp }, { terraformOf }] = await Promise.all([
        import("../../stacks/make-app.ts"),
        import("../../stacks/terraform-of.ts"),
      ]);
      const stacks = terraformOf(makeApp({ sources, environments, outdir }));
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
