import type { Key, NotPersonal, Personal, Scalar } from "./field.ts";

/**
 * A contract lists the parts of a collection that may leave, with their types, and says which are personal. Everything else is
 * dropped, at every depth.
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
 * - `"json"`: the cell is JSON and is kept whole. Use it to keep an array of scalars.
 * - `"key"`, `key(…)`: the column is the document's key instead of `oid__id` (for an `_id` that is not an ObjectId), or a part
 *   of it: a compound `_id` is a key of several columns, `"key"` on each.
 * - a nested contract: the cell is JSON, or DMS flattened it into dotted headers (`contact.email`); only listed keys are kept.
 *   An array of objects has the prefix `array_`.
 */
type ColumnContract = FieldContract | "json" | "key" | Key | NotPersonal | NestedContract;

/**
 * The keys of an object, or of each object in an array. An array of objects inside a cell is written `[{ … }]`. `"key"` and
 * `key(…)` mark a part of the document's key, if `_id` is compound.
 */
export type NestedContract = { readonly [key: string]: FieldContract | "key" | Key | NestedContract | ArrayContract };

type FieldContract = true | Scalar | Personal | NotPersonal<Scalar>;

/** `[{ … }]`. Not a tuple: in a union with a tuple, TypeScript does not report a mistake at its own line. */
interface ArrayContract {
  readonly 0: NestedContract;
  readonly length: 1;
}

/** The fields of a nested contract, or of an array of one; undefined for any other value. */
export function nestedIn(value: unknown): NestedContract | undefined {
  const inner = Array.isArray(value) && value.length === 1 ? (value[0] as unknown) : value;
  return isPlainObject(inner) ? inner : undefined;
}

function isPlainObject(value: unknown): value is NestedContract {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
