import type { ResourceChange } from "./plan.ts";

/** The outcomes for a resource, worst first. `forgotten`: it stays in AWS, and Terraform no longer manages it. */
export const OUTCOMES = ["destroyed", "replaced", "forgotten", "changed", "added"] as const;

export type Outcome = (typeof OUTCOMES)[number];

/** Undefined if the resource does not change, or is only read. */
export function outcomeOf({ mode, change: { actions } }: ResourceChange): Outcome | undefined {
  if (mode === "data") return undefined;
  const has = (action: string) => actions.includes(action);
  if (has("delete")) return has("create") ? "replaced" : "destroyed";
  if (has("forget")) return has("create") ? "replaced" : "forgotten";
  if (has("create")) return "added";
  return has("update") ? "changed" : undefined;
}
