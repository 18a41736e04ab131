import type { ResourceChange, Values } from "../../../review/plan-review/plan.ts";

type Change = ResourceChange["change"];

/** A change of one resource, as Terraform writes it. */
export function change(address: string, actions: readonly string[], more: Partial<Change> = {}): ResourceChange {
  const [type = ""] = address.split(".");
  return { address, mode: "managed", type, change: { actions, before: null, after: null, ...more } };
}

export const added = (address: string, after: Values = {}) => change(address, ["create"], { after });
export const destroyed = (address: string, before: Values = {}) => change(address, ["delete"], { before });
export const updated = (address: string, before: Values, after: Values, more: Partial<Change> = {}) =>
  change(address, ["update"], { before, after, ...more });

/** A policy of one statement. */
export const policy = (statement: object) => JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
