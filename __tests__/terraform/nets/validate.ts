import { withWorkspace } from "../workspace.ts";
import type { Net } from "./net.ts";

interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
}

/** Whether Terraform takes the stack for valid. */
export const validate: Net = ({ stack, provide }) =>
  withWorkspace({ stacks: [stack], provide }, async ({ run }) => {
    const { stdout } = await run("validate", "-json");
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] };
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    return errors.map(({ summary, detail }) => `${summary}: ${detail}`);
  });
