import { withWorkspace } from "../workspace.ts";
import type { StackCheck } from "./stack-check.ts";

interface Diagnostic {
  readonly severity: "error" | "warning";
  readonly summary: string;
  readonly detail: string;
}

/** Checks the stack with `terraform validate`. */
export const validate: StackCheck = ({ stack, provide }) =>
  withWorkspace({ stacks: [stack], provide }, async ({ run }) => {
    const { stdout } = await run("validate", "-json");
    const { diagnostics } = JSON.parse(stdout) as { readonly diagnostics: readonly Diagnostic[] };
    const errors = diagnostics.filter(({ severity }) => severity === "error");
    return errors.map(({ summary, detail }) => `${summary}: ${detail}`);
  });
