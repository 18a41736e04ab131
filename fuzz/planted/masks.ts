import fc from "fast-check";
import type { Mask } from "../../contracts/mask.ts";
import type { Listed } from "../shipped/upload.ts";

/** Masks of each kind: plain columns, one level, several levels, arrays, other keys, names that are special in JavaScript. */
const MASKS: readonly Mask[] = [
  { status: true },
  { status: true, contact: { tier: true, address: { country: true } } },
  { array_nodes: { data: { label: true, step_id: true } }, status: true, array_tags: "json" },
  { _id: "key", status: true, address: { country: true, region: { name: true } } },
  { _id: { tenant: "key", number: "key" }, status: true },
  { status: true, "_id.tenant": "key", _id: { at: { number: "key" }, label: true } },
  { tenant: "key", number: "key", array_nodes: { label: true } },
  { a: { b: { c: { d: true } } }, array_a: "json" },
  JSON.parse('{"__proto__": {"constructor": true}, "constructor": true, "0": {"1": true}}') as Mask,
  { oid__id: true, dms_replicated_at: true, nodes: { "\u00fc": true, label: true } },
];

export function anyListed(): fc.Arbitrary<Listed> {
  return fc
    .oneof({ weight: 3, arbitrary: fc.constantFrom(...MASKS) }, { weight: 1, arbitrary: anyMask() })
    .map((mask) => ({ collection: "cases", mask }));
}

function anyMask(): fc.Arbitrary<Mask> {
  const key = fc.constantFrom("label", "data", "id", "0", "__proto__", "\u00fc", "Label");
  const { nested } = fc.letrec<{ nested: { [key: string]: unknown }; rule: unknown }>((tie) => ({
    nested: fc.dictionary(key, tie("rule"), { minKeys: 1, maxKeys: 3 }),
    rule: fc.oneof({ maxDepth: 3 }, fc.constant(true), tie("nested")),
  }));
  const column = fc.constantFrom("status", "tier", "contact", "array_nodes", "array_tags", "id", "\u00fc", "toString");
  const rule = fc.oneof(fc.constant(true), fc.constant("json"), nested);
  return fc.dictionary(column, rule, { minKeys: 1, maxKeys: 4 }) as fc.Arbitrary<Mask>;
}
