import { UserError } from "../../command/user-error.ts";
import type { Terraform } from "../../stacks/policies/terraform-json.ts";

/** One resource of a plan. https://developer.hashicorp.com/terraform/internals/json-format#change-representation */
export interface ResourceChange {
  readonly address: string;
  /** Where it was before, if the plan moves it. */
  readonly previous_address?: string;
  readonly mode: "managed" | "data";
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Values | null;
    readonly after: Values | null;
    /** True at each path whose value is known only after the apply. */
    readonly after_unknown?: unknown;
    /** True at each path that may not be shown. */
    readonly before_sensitive?: unknown;
    readonly after_sensitive?: unknown;
    /** Paths whose change replaces the resource. */
    readonly replace_paths?: readonly (readonly (string | number)[])[];
  };
}

export type Values = { readonly [argument: string]: unknown };

/** The parts of a stack's plan that a reviewer needs. */
export interface StackPlan {
  readonly stack: string;
  readonly changes: readonly ResourceChange[];
  /** Whether Terraform could not plan all of it. */
  readonly errored: boolean;
  /** The planned JSON, because a plan leaves out values that are known only after the apply. */
  readonly synthesised: Terraform;
}

/**
 * Reads what `terraform show -json` printed.
 * @throws UserError for anything else
 */
export function readPlan(stack: string, text: string, synthesised: Terraform): StackPlan {
  const plan = parse(text);
  if (!plan || !/^1\./.test(String(plan.format_version)) || !("terraform_version" in plan)) {
    throw new UserError(`The plan of ${stack} is not a plan: write it with terraform show -json <plan file>.`, 1);
  }
  const { resource_changes: changes = [], errored = false } = plan;
  return { stack, changes: changes as ResourceChange[], errored: errored === true, synthesised };
}

function parse(text: string): Values | undefined {
  try {
    return JSON.parse(text) as Values;
  } catch {
    return undefined;
  }
}
