import type { Stack } from "./stacks.ts";
import { openWorkspace } from "./workspace.ts";

/** What Terraform will do to one resource. */
interface ResourceChange {
  readonly address: string;
  readonly type: string;
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
  /** Absent when the stack has nothing. */
  readonly resource_changes?: readonly ResourceChange[];
}

/** The plan for a stack, where the state is what applying `before` left; without it, empty. */
export async function planOf(now: Stack, before?: Stack): Promise<Plan> {
  const workspace = await openWorkspace(before === undefined ? [now] : [before, now]);
  try {
    if (before !== undefined) await workspace.must("apply", "-auto-approve", "-no-color");
    workspace.put(now);
    await workspace.must("plan", "-out=plan", "-no-color");
    return JSON.parse(await workspace.must("show", "-json", "plan")) as Plan;
  } finally {
    workspace.close();
  }
}

/** Addresses by what happens to them: `{ create: [...], "delete,create": [...] }`, in order. */
export function byAction({ resource_changes: changes = [] }: Plan): Record<string, string[]> {
  const actions = [...new Set(changes.map(({ change }) => change.actions.join(",")))];
  const addressesOf = (action: string) =>
    changes.filter(({ change }) => change.actions.join(",") === action).map(({ address }) => address);
  return Object.fromEntries(actions.map((action) => [action, addressesOf(action).sort()]));
}

/** Addresses of all that a stack has, in order. */
export function addressesIn({ json: { resource = {} } }: Stack): string[] {
  return Object.entries(resource)
    .flatMap(([type, found]) => Object.keys(found).map((id) => `${type}.${id}`))
    .sort();
}
