import { columnName } from "../../contracts/columns.ts";
import { type Contract, nestedIn } from "../../contracts/contract.ts";
import type { Personal, Scalar } from "../../contracts/field.ts";
import { unlistedKey } from "../../contracts/key.ts";
import { describeField, isArrayColumn, pathText } from "../../contracts/listed-fields.ts";
import { maskOf } from "../../contracts/mask-of.ts";
import { tableName } from "./names.ts";

/** The views of a collection: one for its rows, and one for each array of objects. */
export interface CollectionViews {
  /** The columns of the document's key. Every view has them. */
  readonly key: readonly ViewColumn[];
  /** The first is that of the rows. */
  readonly views: readonly [View, ...View[]];
}

/** A view with the fields of the rows, or of the elements of an array. */
export interface View {
  /** `orders`, `orders_lines`, `orders_lines_discounts`. */
  readonly name: string;
  /** The arrays that lead to the fields, the outermost first. Empty for the rows themselves. */
  readonly arrays: readonly ViewArray[];
  /** Without the key. */
  readonly columns: readonly ViewColumn[];
  /** The objects around these fields. */
  readonly objects: readonly { readonly path: readonly string[]; readonly field: string }[];
}

interface ViewArray {
  /** From the row, or from the element of the array before. */
  readonly path: readonly string[];
  /** As the contract names it: `array_lines.discounts`. */
  readonly field: string;
  /** The column with the element's place, from 0: `_lines_position`. */
  readonly position: string;
}

export interface ViewColumn {
  readonly name: string;
  /** From the row, or from the element of the innermost array. */
  readonly path: readonly string[];
  /** As the contract names the field: `array_lines.price`. */
  readonly field: string;
  readonly type: Scalar | "json";
  readonly personal?: Personal;
}

/** @param collection its name in the contracts */
export function viewsOf(collection: string, contract: Contract): CollectionViews {
  const key = keyOf(contract);
  const { view, below } = read({ names: [collection], arrays: [], fields: contract, above: [], key });
  return { key, views: [view, ...below] };
}

/** The columns that every view of the collection has, and those of a row's metadata. */
function keyOf(contract: Contract): ViewColumn[] {
  const unlisted = unlistedKey(maskOf(contract)).map((name) => ({ path: [name], field: "key" as const }));
  return [...unlisted, ...keyFields(contract, [])].map(({ path, field }) => column(path, path, field));
}

function keyFields(fields: object, above: readonly string[]): { path: readonly string[]; field: unknown }[] {
  return Object.entries(fields).flatMap(([name, field]) => {
    const path = [...above, name];
    const nested = nestedIn(field);
    if (nested !== undefined) return keyFields(nested, path);
    return describeField(field).isKey ? [{ path, field: field as unknown }] : [];
  });
}

interface Level {
  /** The collection, then the arrays without DMS's prefix. */
  readonly names: readonly string[];
  readonly arrays: readonly ViewArray[];
  readonly fields: object;
  /** The contract's path to these fields. */
  readonly above: readonly string[];
  readonly key: readonly ViewColumn[];
}

/** The view of one level, and those of the arrays below it. */
function read(level: Level): { view: View; below: View[] } {
  const columns: ViewColumn[] = [];
  const objects: View["objects"][number][] = [];
  const below: View[] = [];
  const walk = (path: readonly string[], field: unknown): void => {
    const nested = nestedIn(field);
    if (nested === undefined) {
      if (!describeField(field).isKey) columns.push(unlikeKey(column(path, [...level.above, ...path], field), level));
    } else if (isArray(level, path, field)) {
      const inner = read(arrayLevel(level, path, nested));
      below.push(inner.view, ...inner.below);
    } else {
      objects.push({ path, field: pathText([...level.above, ...path]) });
      for (const [name, each] of Object.entries(nested)) walk([...path, name], each);
    }
  };
  for (const [name, field] of Object.entries(level.fields)) walk([name], field);
  return { view: { name: tableName(level.names), arrays: level.arrays, columns, objects }, below };
}

/** At the top, DMS's prefix says that a column is an array; inside a cell, `[{ … }]` does. */
function isArray({ arrays }: Level, path: readonly string[], field: unknown): boolean {
  return Array.isArray(field) || (arrays.length === 0 && path.length === 1 && isArrayColumn(path[0] ?? ""));
}

function arrayLevel(level: Level, path: readonly string[], fields: object): Level {
  const name = columnName(level.arrays.length === 0 ? path.map((each) => each.replace(/^array_(?=.)/, "")) : path);
  const names = [...level.names, name];
  const position = `_${names.slice(1).join("_")}_position`;
  return {
    names,
    arrays: [...level.arrays, { path, field: pathText([...level.above, ...path]), position }],
    fields,
    above: [...level.above, ...path],
    key: level.key,
  };
}

function column(path: readonly string[], full: readonly string[], field: unknown): ViewColumn {
  const { type, personal } = describeField(field);
  return {
    name: columnName(path),
    path,
    field: pathText(full),
    type,
    ...(personal === undefined ? {} : { personal }),
  };
}

/** An element's `_id` beside the document's `_id` gets the name of its array. */
function unlikeKey(found: ViewColumn, { arrays, names, key }: Level): ViewColumn {
  const isTaken = arrays.length > 0 && key.some(({ name }) => name === found.name);
  return isTaken ? { ...found, name: columnName([names.at(-1) ?? "", found.name]) } : found;
}
