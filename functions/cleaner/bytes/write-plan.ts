import type { NestedMask } from "../../../contracts/mask.ts";
import type { FieldPlan } from "../field-plan.ts";
import type { Layout } from "../layout.ts";
import { type Address, type Assembly, memoryOf } from "./assembly.ts";

/** The listed keys of each nested mask: by its address, then by their names. */
export type ListedKeys = Map<Address, Map<string, Address>>;

/** As numbered in `assembly/fields.ts`. */
const KINDS = { text: 0, json: 1, nested: 2 } as const;
/** In place of a rule or a column. */
const WHOLE = 0;
const NO_COLUMN = -1;

/** Tells the assembly how the records of a file become lines. @returns the keys that it may ask for */
export function writePlan(assembly: Assembly, layout: Layout, nullMarker: string): ListedKeys {
  const keys: ListedKeys = new Map();
  const rules = new Map<number, Address[]>();
  assembly.setColumns(layout.header.length, layout.hasOp, newBytes(assembly, nullMarker));
  for (const column of layout.witnesses)
    assembly.addWitness(column, newBytes(assembly, layout.header[column] as string));

  const add = (list: Address, field: FieldPlan): void => {
    const prefix = newBytes(assembly, memberPrefix(field.name));
    const rule = field.kind === "nested" ? newTable(assembly, field.mask, keys) : WHOLE;
    const { index } = field;
    if (field.kind !== "text" && index !== undefined) rules.set(index, [...(rules.get(index) ?? []), rule]);
    const flattened = assembly.addField(list, KINDS[field.kind], index ?? NO_COLUMN, rule, prefix);
    if (field.kind === "nested") for (const each of field.flattened) add(flattened, each);
  };
  for (const field of layout.fields) add(assembly.fields(), field);
  for (const field of layout.deleteFields) add(assembly.deleteFields(), field);

  for (const [column, [rule, ...others]] of rules) {
    // A column that two fields read may pass in two ways.
    if (others.length === 0) assembly.readAhead(column, rule as Address);
  }
  return keys;
}

function newTable(assembly: Assembly, mask: NestedMask, keys: ListedKeys): Address {
  const table = assembly.newTable();
  const own = new Map<string, Address>();
  for (const [name, rule] of Object.entries(mask)) {
    const inner = rule === true ? WHOLE : newTable(assembly, rule, keys);
    // As JSON has it: a name that needs a backslash is never found by its bytes, but asked for. As bytes, half a character
    // would be the same as U+FFFD.
    const written = newBytes(assembly, JSON.stringify(name).slice(1, -1));
    own.set(name, assembly.addKey(table, inner, written, newBytes(assembly, memberPrefix(name))));
  }
  keys.set(table, own);
  return table;
}

/** Written before a member's value. The comma of the first one is overwritten by the opening bracket. */
function memberPrefix(name: string): string {
  return `,${JSON.stringify(name)}:`;
}

function newBytes(assembly: Assembly, text: string): Address {
  const bytes = Buffer.from(text);
  const address = assembly.newBytes(bytes.length);
  bytes.copy(memoryOf(assembly), assembly.addressOf(address));
  return address;
}
