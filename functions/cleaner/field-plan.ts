import { hasKey, keyColumns, keyMask } from "../../contracts/key.ts";
import type { ColumnMask, Mask, NestedMask } from "../../contracts/mask.ts";
import { OP_COLUMN, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";

/** A field of the output, and the columns of this file's header that can fill it. */
export type FieldPlan = WholeField | NestedField;

/** `text`: the cell's text, as a JSON string. `json`: the cell is JSON and is kept whole. */
interface WholeField {
  readonly kind: "text" | "json";
  readonly name: string;
  readonly index: number;
  /** Whether it is the document's key, or a part of it. */
  readonly isKey: boolean;
}

/** A nested mask: the JSON cell of its name or, if that is null, the dotted columns into which DMS flattened the object. */
export interface NestedField {
  readonly kind: "nested";
  readonly name: string;
  readonly mask: NestedMask;
  /** The column of the JSON cell, if the header has one. */
  readonly index: number | undefined;
  readonly flattened: readonly FieldPlan[];
}

/** Column indexes by header name. */
export type Indexes = ReadonlyMap<string, number>;

/** The columns of a header that pass. */
export interface FieldsPlan {
  /** In the order of the mask, without the columns that have the key. */
  readonly listed: readonly FieldPlan[];
  /** The columns that have the key, with whatever else is listed in them. */
  readonly keys: readonly FieldPlan[];
  /** For a delete: only the key of these columns. */
  readonly deleteKeys: readonly FieldPlan[];
  /** Columns that pass in every record: the timestamp, and `Op` if the file has it. */
  readonly technical: readonly WholeField[];
  /** Listed names that the header can't fill. */
  readonly absent: readonly string[];
}

/** @param passOp whether `Op` passes: the header has it, and the setting allows it */
export function planFields(mask: Mask, indexes: Indexes, passOp: boolean): FieldsPlan {
  const absent: string[] = [];
  const planner = new Planner(indexes, new Set(keyColumns(mask)));
  const columns = Object.entries(mask).map(([column, rule]) => ({
    hasKey: hasKey(rule),
    fields: planner.field(column, column, rule, absent),
  }));
  const deleteKeys = Object.entries(keyMask(mask)).flatMap(([column, rule]) => planner.field(column, column, rule, []));
  const ownKeys = columns.flatMap((column) => (column.hasKey ? column.fields : []));
  return {
    listed: columns.flatMap((column) => (column.hasKey ? [] : column.fields)),
    keys: Object.values(mask).some(hasKey) ? ownKeys : deleteKeys,
    deleteKeys,
    technical: [TIMESTAMP_COLUMN, ...(passOp ? [OP_COLUMN] : [])].flatMap((name) => planner.text(name)),
    absent,
  };
}

/** The columns that a field may read. */
export function columnsOf(field: FieldPlan): number[] {
  if (field.kind !== "nested") return [field.index];
  return [...(field.index === undefined ? [] : [field.index]), ...field.flattened.flatMap(columnsOf)];
}

class Planner {
  readonly #indexes: Indexes;
  readonly #keys: ReadonlySet<string>;

  constructor(indexes: Indexes, keys: ReadonlySet<string>) {
    this.#indexes = indexes;
    this.#keys = keys;
  }

  text(name: string): WholeField[] {
    const index = this.#indexes.get(name);
    return index === undefined ? [] : [{ kind: "text", name, index, isKey: this.#keys.has(name) }];
  }

  /** @param path the field's header @param absent names that the header can't fill are added to it @returns none or one */
  field(name: string, path: string, rule: ColumnMask, absent: string[]): FieldPlan[] {
    if (typeof rule === "object") return this.#nested(name, path, rule, absent);
    const index = this.#indexes.get(path);
    if (index === undefined) absent.push(path);
    if (index === undefined) return [];
    return [{ kind: rule === "json" ? "json" : "text", name, index, isKey: this.#keys.has(path) }];
  }

  #nested(name: string, path: string, mask: NestedMask, absent: string[]): FieldPlan[] {
    const missing: string[] = [];
    const flattened = Object.entries(mask).flatMap(([key, rule]) => this.field(key, `${path}.${key}`, rule, missing));
    const index = this.#indexes.get(path);
    if (index === undefined) absent.push(...(flattened.length > 0 ? missing : [path]));
    if (index === undefined && flattened.length === 0) return [];
    return [{ kind: "nested", name, mask, index, flattened }];
  }
}
