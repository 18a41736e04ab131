import type { Problem } from "../../contracts/problem.ts";
import { rule } from "../checks/rule.ts";
import { allAddressed, type Resource, type Terraform } from "./terraform-json.ts";

const ARGUMENTS = /"(username|password|access_key|secret_key|secret_string|token|private_key)":"[^$]/i;
const VALUES = /mongodb(\+srv)?:\/\/[^"/]*:[^"/]*@|\b(AKIA|ASIA)[A-Z0-9]{16}\b|BEGIN [A-Z ]*PRIVATE KEY/;

/** The Terraform JSON holds no secret: everybody who reads a plan reads it, and it stays in the state. */
export function checkSecrets(stack: Terraform): Problem[] {
  const { resource: _, ...rest } = stack;
  const places = [...allAddressed(stack), ...Object.entries(rest).map(([address, it]) => ({ address, it }))];
  return places.flatMap(({ address, it }) => {
    const text = JSON.stringify(withoutUser(it));
    return rule(!ARGUMENTS.test(text) && !VALUES.test(text), address, "holds a secret", "keep it in Secrets Manager");
  });
}

/** Of an administrator whose password AWS makes and keeps in Secrets Manager, the name may be read. */
function withoutUser(it: object): object {
  const { username: _, ...rest } = it as Resource;
  return (it as Resource).manage_master_user_password === true ? rest : it;
}
