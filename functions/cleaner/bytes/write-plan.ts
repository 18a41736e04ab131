import type { FieldPlan } from "../field-plan.ts";
import type { Layout } from "../layout.ts";
import type { Address, Assembly } from "./assembly.ts";
import { KeyTables, type ListedKeys } from "./key-tables.ts";
import { memberPrefix, newBytes } from "./new-bytes.ts";

/** The numbers of `FieldKind` in `assembly/fields.ts`. */
const KINDS = { text: 0, json: 1, nested: 2 } as const;
/** In place of a rule or of a column. */
const WHOLE = 0;
const NO_COLUMN = -1;

/** Passes the plan of a file to the assembly: how its records become lines. @returns the keys for `escapedKey` */
export function writePlan(assembly: Assembly, layout: Layout, nullMarker: string): ListedKeys {
  const tables = new KeyTables(assembly);
  const rules = new Map<number, Set<Address>>();
  writeColumns(assembly, layout, nullMarker);

  const add = (list: Address, field: FieldPlan): void => {
    const prefix = newBytes(assembly, memberPrefix(field.name));
    const rule = field.kind === "nested" ? tables.of(field.mask) : WHOLE;
    const { index } = field;
    if (field.kind !== "text" && index !== undefined) rules.set(index, (rules.get(index) ?? new Set()).add(rule));
    const isKey = field.kind !== "nested" && field.isKey;
    const flattened = assembly.addField(list, KINDS[field.kind], index ?? NO_COLUMN, rule, prefix, isKey);
    if (field.kind === "nested") for (const each of field.flattened) add(flattened, each);
  };
  for (const field of layout.fields) add(assembly.fields(), field);
  for (const field of layout.deleteFields) add(assembly.deleteFields(), field);

  for (const [column, [rule, ...others]] of rules) {
    // If two fields read a column by different rules, it can't be projected ahead.
    if (others.length === 0) assembly.readAhead(column, rule as Address);
  }
  return tables.keys;
}

function writeColumns(assembly: Assembly, layout: Layout, nullMarker: string): void {
  const { header, hasOp, timestamp, keys, keyNames } = layout;
  const names = header.map((name) => Buffer.from(name));
  const withLengths = names.flatMap((name) => [Buffer.from(Uint32Array.of(name.length).buffer), name]);
  assembly.setColumns(
    newBytes(assembly, Buffer.concat(withLengths)),
    header.length,
    hasOp,
    newBytes(assembly, nullMarker),
  );
  if (timestamp !== undefined) assembly.setTimestamp(timestamp);
  for (const column of keys) assembly.addKeyColumn(column);
  for (const name of keyNames) assembly.addKeyName(newBytes(assembly, name));
}
