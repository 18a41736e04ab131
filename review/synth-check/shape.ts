import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../../stacks/checks/rule.ts";
import type { Resource } from "../../stacks/policies/terraform-json.ts";

/** The remedy for something that may be right, and is planned only after main has it too. */
export const AFTER_THE_MERGE = "merge it without a plan, then run the synth workflow by hand on main (docs/github.md)";

/** The remedy for something that is never planned. */
export const NOT_ALLOWED = "leave it out, or first allow it in review/synth-check/, in a separate change";

export function isObject(value: unknown): value is Resource {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function onlyNames(where: string, object: Resource, names: readonly string[]): Problem[] {
  return Object.keys(object)
    .filter((name) => !names.includes(name))
    .flatMap((name) => rule(false, `${where}.${name}`, "is not allowed", NOT_ALLOWED));
}
