import type { ColumnMask, Mask, NestedMask } from "../../contracts/mask.ts";
import { keyColumn, OP_COLUMN, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";

/** A field of the output, and the columns of this file's header that can fill it. */
export type FieldPlan = TextField | JsonField | NestedField;

/** The cell's text, as a JSON string. */
export interface TextField {
  readonly kind: "text";
  readonly name: string;
  readonly index: number;
}

/** The cell is JSON and is kept whole. */
interface JsonField {
  readonly kind: "json";
  readonly name: string;
  readonly index: number;
}

/** A nested mask: the JSON cell of its name, or else the dotted headers into which DMS flattened the object. */
export interface NestedField {
  readonly kind: "nested";
  readonly name: string;
  readonly mask: NestedMask;
  /** The column of the JSON cell, where the header has one. */
  readonly index: number | undefined;
  readonly flattened: readonly FieldPlan[];
}

/** Column indexes by header name. */
export type Indexes = ReadonlyMap<string, number>;

/** The listed fields that the header can fill, in the order of the mask, and the listed names that it can't. */
export function planListed(mask: Mask, indexes: Indexes): { fields: FieldPlan[]; absent: string[] } {
  const absent: string[] = [];
  const fields = Object.entries(mask).flatMap(([column, rule]) => planField(column, column, rule, indexes, absent));
  return { fields, absent };
}

/** What passes for every collection, as far as the header has it; the only fields of a delete. */
export function planPassthrough(mask: Mask, indexes: Indexes, passOp: boolean): TextField[] {
  const names = [keyColumn(mask), TIMESTAMP_COLUMN, ...(passOp ? [OP_COLUMN] : [])];
  return names.flatMap((name) => {
    const index = indexes.get(name);
    return index === undefined ? [] : [{ kind: "text", name, index }];
  });
}

/** The columns that a field may read. */
export function columnsOf(field: FieldPlan): number[] {
  if (field.kind !== "nested") return [field.index];
  return [...(field.index === undefined ? [] : [field.index]), ...field.flattened.flatMap(columnsOf)];
}

function planField(name: string, path: string, rule: ColumnMask, indexes: Indexes, absent: string[]): FieldPlan[] {
  if (typeof rule === "object") return planNested(name, path, rule, indexes, absent);
  const index = indexes.get(path);
  if (index === undefined) absent.push(path);
  // The key column is a passthrough: it comes behind the listed fields, and on deletes.
  if (index === undefined || rule === "key") return [];
  return [{ kind: rule === "json" ? "json" : "text", name, index }];
}

function planNested(name: string, path: string, mask: NestedMask, indexes: Indexes, absent: string[]): FieldPlan[] {
  const missing: string[] = [];
  const flattened = Object.entries(mask).flatMap(([key, rule]) =>
    planField(key, `${path}.${key}`, rule, indexes, missing),
  );
  const index = indexes.get(path);
  if (index === undefined) absent.push(...(flattened.length > 0 ? missing : [path]));
  if (index === undefined && flattened.length === 0) return [];
  return [{ kind: "nested", name, mask, index, flattened }];
}
