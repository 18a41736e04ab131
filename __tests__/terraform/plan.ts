import type { Provide } from "./provider-in-use.ts";
import type { Stack } from "./stacks.ts";
import { withWorkspace } from "./workspace.ts";

/** The planned change of one resource. */
export interface ResourceChange {
  readonly address: string;
  readonly type: string;
  /** The address in the state, if the plan moves it. */
  readonly previous_address?: string;
  readonly change: {
    /** `["create"]`, `["delete", "create"]`, `["forget"]`… */
    readonly actions: readonly string[];
    readonly before: { readonly [argument: string]: unknown } | null;
    readonly after: { readonly [argument: string]: unknown } | null;
  };
}

/** `terraform show -json` of a plan. https://developer.hashicorp.com/terraform/internals/json-format */
export interface Plan {
  readonly format_version: string;
  /** Absent if the stack has no resources. */
  readonly resource_changes?: readonly ResourceChange[];
}

/**
 * The plan for a stack, with the state after `before` was applied; without `before`, the state is empty.
 * @param provide Default: the schema-only provider.
 */
export function planOf(now: Stack, before?: Stack, provide?: Provide): Promise<Plan> {
  const stacks = before === undefined ? ([now] as const) : ([before, now] as const);
  return withWorkspace({ stacks, provide }, async ({ must, put }) => {
    if (before !== undefined) await must("apply", "-auto-approve", "-no-color");
    put(now);
    await must("plan", "-out=plan", "-no-color");
    return JSON.parse(await must("show", "-json", "plan")) as Plan;
  });
}

/** The plan for a stack with the state of an earlier version. @param provide Default: the schema-only provider. */
export function planOver(now: Stack, state: string, provide?: Provide): Promise<Plan> {
  return withWorkspace({ stacks: [now], provide }, async ({ must, write }) => {
    write("terraform.tfstate", state);
    await must("plan", "-out=plan", "-no-color");
    return JSON.parse(await must("show", "-json", "plan")) as Plan;
  });
}

/** Sorted addresses by action: `{ create: [...], "delete,create": [...] }`. */
export function byAction({ resource_changes: changes = [] }: Plan): Record<string, string[]> {
  const actions = [...new Set(changes.map(({ change }) => change.actions.join(",")))];
  const addressesOf = (action: string) =>
    changes.filter(({ change }) => change.actions.join(",") === action).map(({ address }) => address);
  return Object.fromEntries(actions.map((action) => [action, addressesOf(action).sort()]));
}
