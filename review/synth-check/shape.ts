import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../../stacks/checks/rule.ts";
import type { Resource } from "../../stacks/policies/terraform-json.ts";

/** For what may be right, and is planned only once main has it too. */
export const AFTER_THE_MERGE = "merge it without a plan, then run the synth workflow by hand on main (docs/github.md)";

/** For what is never planned as it is. */
export const NOT_KNOWN = "leave it out, or let review/synth-check/ know it first, in a change of its own";

export function isObject(value: unknown): value is Resource {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function onlyNames(where: string, object: Resource, names: readonly string[]): Problem[] {
  return Object.keys(object)
    .filter((name) => !names.includes(name))
    .flatMap((name) => rule(false, `${where}.${name}`, "is not known", NOT_KNOWN));
}
