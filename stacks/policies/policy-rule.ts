import type { Problem } from "../../contracts/problem.ts";
import type { Terraform } from "./terraform-json.ts";

/** A rule for every stack, whatever constructs the stack is made of. @returns the places where the stack breaks it */
export type PolicyRule = (stack: Terraform) => Problem[];
