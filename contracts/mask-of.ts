import { type Contract, nestedIn } from "./contract.ts";
import { isKey, isNotPersonal, isPersonal, isScalar } from "./field.ts";
import type { AllowList, ColumnMask, Mask, Masks, NestedMask } from "./mask.ts";
import type { Sources } from "./source.ts";

/**
 * The part of a contract that the cleaner uses: types and classes become `true`, a key becomes "key", `[{ … }]` becomes `{ … }`.
 * Values that are not valid in a contract are left out, because they are not listed.
 */
export function maskOf(contract: Contract): Mask {
  return mapFields(contract, columnMask);
}

/** The masks of the MongoDB sources; the cleaner does not process tables of other sources. */
export function masksOf(sources: Sources): Masks {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([database, source]) =>
      source.engine === "mongodb" ? [[database, masksIn(source.collections)]] : [],
    ),
  );
}

/** The masks of one list. */
export function masksIn(allowList: AllowList): Masks[string] {
  return Object.fromEntries(Object.entries(allowList).map(([name, contract]) => [name, maskOf(contract)]));
}

function columnMask(column: unknown): ColumnMask | undefined {
  if (column === "json" || (isNotPersonal(column) && column.type === "json")) return "json";
  return nestedMask(column);
}

function nestedMask(field: unknown): true | "key" | NestedMask | undefined {
  if (field === "key" || isKey(field)) return "key";
  if (field === true || isScalar(field) || isPersonal(field) || isNotPersonal(field)) return true;
  const nested = nestedIn(field);
  return nested === undefined ? undefined : mapFields(nested, nestedMask);
}

/** Keeps the order of the names, which is the order of the output. */
function mapFields<Rule>(fields: object, rule: (field: unknown) => Rule | undefined): Record<string, Rule> {
  const entries = Object.entries(fields).map(([name, field]) => [name, rule(field)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, Rule] => entry[1] !== undefined));
}
