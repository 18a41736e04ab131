import type { Key, NotPersonal, Personal, Scalar } from "./field.ts";

/**
 * A contract says which parts of a collection may leave, of which type they are and which of them are personal. What it does
 * not name is dropped, at every depth.
 *
 * Names are the header names that DMS writes, not the names in MongoDB: an ObjectId field is prefixed `oid_`, an array
 * `array_` (https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html).
 */
export type Contract = { readonly [column: string]: ColumnContract };

/**
 * - `true`: may leave, as text, not personal.
 * - a type: the same, with a type in the warehouse.
 * - `pii(…)`, `phi(…)`: personal; the warehouse masks it.
 * - `notPersonal(…)`: sounds personal, is not.
 * - `"json"`: the cell is JSON and is kept whole: the way to keep an array of scalars.
 * - `"key"`, `key(…)`: the column is the document's key, in place of `oid__id` (for an `_id` that is not an ObjectId), or a part
 *   of it: a compound `_id` is a key of several columns, `"key"` on each.
 * - a nested contract: the cell is JSON, or DMS flattened it into dotted headers (`contact.email`); only listed keys are kept.
 *   That an array of objects is one says its prefix, `array_`.
 */
type ColumnContract = FieldContract | "json" | "key" | Key | NotPersonal | NestedContract;

/**
 * The keys of an object, or of each object in an array. An array of objects inside a cell is written `[{ … }]`. `"key"` and
 * `key(…)` are a part of the document's key, of a compound `_id`.
 */
export type NestedContract = { readonly [key: string]: FieldContract | "key" | Key | NestedContract | ArrayContract };

type FieldContract = true | Scalar | Personal | NotPersonal<Scalar>;

/** `[{ … }]`. Not a tuple: of a union that has one, TypeScript reports no mistake at its own line. */
interface ArrayContract {
  readonly 0: NestedContract;
  readonly length: 1;
}

/** What a nested contract, or an array of one, lists; undefined for any other value. */
export function nestedIn(value: unknown): NestedContract | undefined {
  const inner = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
  return isPlainObject(inner) ? inner : undefined;
}

function isPlainObject(value: unknown): value is NestedContract {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
