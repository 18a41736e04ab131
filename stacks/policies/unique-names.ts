import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { LIMITS } from "./name-lengths.ts";
import { addressed, type Terraform, text } from "./terraform-json.ts";

/** A role's policy is named inside its role. */
const INSIDE_OTHERS = ["aws_iam_role_policy"];

/**
 * Two resources of a type have different names. AWS creates an alarm or a dashboard over an existing one of the same name without an
 * error, so one of the two would silently not exist.
 */
export function checkUniqueNames(stack: Terraform): Problem[] {
  return LIMITS.filter(([type]) => !INSIDE_OTHERS.includes(type)).flatMap(([type, argument]) => {
    const found = addressed(stack, type).map(({ address, it }) => ({ address, name: text(it[argument]) }));
    return found.flatMap(({ address, name }, index) => {
      const first = found.findIndex((other) => other.name === name);
      const problem = `its ${argument} is also that of ${found[first]?.address}: ${name}`;
      return rule(first === index, address, problem, "give one of them, or the collection or database, another name");
    });
  });
}
