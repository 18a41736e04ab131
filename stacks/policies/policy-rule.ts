import type { Problem } from "../../contracts/problem.ts";
import type { Terraform } from "./terraform-json.ts";

/** What must hold in every stack, whatever constructs it is made of. */
export type PolicyRule = (stack: Terraform) => Problem[];
