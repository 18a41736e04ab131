import type { Mask, NestedMask } from "../../contracts/mask.ts";
import { OP_COLUMN } from "../../contracts/passthrough.ts";
import { type FieldPlan, planFields } from "../../functions/cleaner/field-plan.ts";

/** What a mask makes of a column of a header. */
export interface Column {
  readonly name: string;
  /** `true`, `"json"` or a nested mask, as in the allow-list; `passes` by itself; `drop` where nothing of it leaves. */
  readonly rule: true | "json" | "passes" | "drop" | NestedMask;
}

export interface Columns {
  readonly columns: readonly Column[];
  /** Listed fields that the header lacks. */
  readonly absent: readonly string[];
}

/** The columns in the order of the header. */
export function columnsOf(header: readonly string[], mask: Mask, passOp: boolean): Columns {
  const indexes = new Map(header.map((name, index) => [name, index]));
  const { listed, keys, technical, absent } = planFields(mask, indexes, passOp && header[0] === OP_COLUMN);
  const rules = new Map<number, Column["rule"]>();
  for (const field of [...listed, ...keys]) addRules(rules, field);
  for (const { index } of technical) rules.set(index, "passes");
  return { columns: header.map((name, index) => ({ name, rule: rules.get(index) ?? "drop" })), absent };
}

function addRules(rules: Map<number, Column["rule"]>, field: FieldPlan): void {
  if (field.kind !== "nested") {
    rules.set(field.index, field.isKey ? "passes" : field.kind === "json" ? "json" : true);
    return;
  }
  if (field.index !== undefined) rules.set(field.index, field.mask);
  for (const inner of field.flattened) addRules(rules, inner);
}
