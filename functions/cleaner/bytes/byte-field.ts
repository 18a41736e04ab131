import type { FieldPlan } from "../field-plan.ts";
import { type KeyTable, keyTable, memberPrefix } from "./key-table.ts";

/** A field, made ready to be written as bytes. */
export type ByteField =
  | { readonly kind: "text"; readonly prefix: Buffer; readonly index: number }
  | { readonly kind: "json"; readonly prefix: Buffer; readonly index: number; readonly rule: true | KeyTable }
  | {
      readonly kind: "nested";
      readonly prefix: Buffer;
      readonly index: number | undefined;
      readonly rule: KeyTable;
      readonly flattened: readonly ByteField[];
    };

export function byteField(plan: FieldPlan): ByteField {
  const prefix = memberPrefix(plan.name);
  if (plan.kind === "text") return { kind: "text", prefix, index: plan.index };
  if (plan.kind === "json") return { kind: "json", prefix, index: plan.index, rule: true };
  const { index, mask, flattened } = plan;
  return { kind: "nested", prefix, index, rule: keyTable(mask), flattened: flattened.map(byteField) };
}
