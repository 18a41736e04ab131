import type { Environment } from "../../../stacks/environment.ts";
import { enums } from "../nets/enums.ts";
import { gates } from "../nets/gates.ts";
import { guards } from "../nets/guards.ts";
import { lettingGo } from "../nets/letting-go.ts";
import { mockedTest } from "../nets/mocked-test.ts";
import type { Net } from "../nets/net.ts";
import { secondPlan } from "../nets/second-plan.ts";
import { validate } from "../nets/validate.ts";

/** In the order in which a fault meets them. */
export const NETS = {
  "terraform validate": validate,
  "the SDK's enums": enums,
  "the plan": gates,
  "terraform test": mockedTest,
  "the second plan": secondPlan,
  "the plan that would destroy": guards,
  "the plan that switches off": lettingGo,
} as const satisfies Readonly<Record<string, Net>>;

/** A mistake in a stack, and what finds it first. */
export interface Fault {
  readonly mistake: string;
  /** Whose stack is broken. */
  readonly in: Environment;
  readonly make: (draft: Draft) => void;
  readonly caughtBy: keyof typeof NETS;
  /** Part of what is said. */
  readonly says: string;
}

type Arguments = Record<string, unknown>;

/** A stack's Terraform JSON, to be broken. */
export interface Draft {
  readonly resource: Record<string, Record<string, Arguments>>;
  readonly provider: { readonly aws: Arguments[] };
  readonly terraform: Arguments;
  readonly output: Record<string, Arguments>;
  readonly removed: { from: string }[];
}

/** The one resource of a type in the construct whose id starts so. */
export function argumentsOf(draft: Draft, type: string, start: string): Arguments {
  return draft.resource[type]?.[idOf(draft, type, start)] as Arguments;
}

/** The text that Terraform works out. */
export function expression(text: string): string {
  return `\${${text}}`;
}

export function reference(draft: Draft, type: string, start: string, attribute: string): string {
  return expression(`${type}.${idOf(draft, type, start)}.${attribute}`);
}

export function idOf({ resource }: Draft, type: string, start: string): string {
  const [id, ...others] = Object.keys(resource[type] ?? {}).filter((each) => each.startsWith(start));
  if (id === undefined || others.length > 0) throw new Error(`not one of ${type}.${start}…`);
  return id;
}
