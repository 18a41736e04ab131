import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import { createdResources } from "../checks/created-resources.ts";
import { destroyProtection } from "../checks/destroy-protection.ts";
import { enums } from "../checks/enums.ts";
import { mockedTest } from "../checks/mocked-test.ts";
import { secondPlan } from "../checks/second-plan.ts";
import type { StackCheck } from "../checks/stack-check.ts";
import { switchingOff } from "../checks/switching-off.ts";
import { validate } from "../checks/validate.ts";

/** In the order in which they check a fault. */
export const CHECKS = {
  "terraform validate": validate,
  "the SDK's enums": enums,
  "the plan": createdResources,
  "terraform test": mockedTest,
  "the second plan": secondPlan,
  "the plan that would destroy": destroyProtection,
  "the plan that switches off": switchingOff,
} as const satisfies Readonly<Record<string, StackCheck>>;

/** A mistake in a stack, and the first check that finds it. */
export interface Fault {
  readonly mistake: string;
  /** The environment of the broken stack. */
  readonly in: MongodbToSnowflake;
  readonly make: (draft: Draft) => void;
  readonly caughtBy: keyof typeof CHECKS;
  /** Part of the message. */
  readonly says: string;
}

type Arguments = Record<string, unknown>;

/** A stack's Terraform JSON, which the fault changes. */
export interface Draft {
  readonly resource: Record<string, Record<string, Arguments>>;
  readonly provider: { readonly aws: Arguments[] };
  readonly terraform: Arguments;
  readonly output: Record<string, Arguments>;
  readonly removed: { from: string }[];
}

/** The arguments of the only resource of a type whose id begins with `start`. */
export function argumentsOf(draft: Draft, type: string, start: string): Arguments {
  return draft.resource[type]?.[idOf(draft, type, start)] as Arguments;
}

/** The text of an expression for Terraform. */
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
