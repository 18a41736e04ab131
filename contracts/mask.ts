import type { Contract } from "./contract.ts";

/**
 * A mask lists the parts of a collection that may leave: the part of a contract that the cleaner uses. Everything else is
 * dropped, at every depth. Names are the header names that DMS writes.
 */
export type Mask = { readonly [column: string]: ColumnMask };

/**
 * - `true`: the cell's text, as a JSON string.
 * - `"json"`: the cell is JSON and is kept whole, as JSON. Use it to keep an array of scalars.
 * - `"key"`: the cell's text; the column is the document's key instead of `oid__id` (for an `_id` that is not an ObjectId), or a
 *   part of it: a compound `_id` is a key of several columns, `"key"` on each.
 * - a nested mask: the cell is JSON, or DMS flattened it into dotted headers (`contact.email`); only listed keys are kept.
 */
export type ColumnMask = true | "json" | "key" | NestedMask;

/**
 * `true` keeps the value whole, as written; so does `"key"`, and the value is a part of the document's key (a compound `_id`). A
 * nested mask applies to an object, or to each element of an array.
 */
export type NestedMask = { readonly [key: string]: true | "key" | NestedMask };

/** Collections by name, each with its contract. A collection that is not listed is neither replicated nor cleaned. */
export type AllowList = { readonly [collection: string]: Contract };

/** Masks by database and collection: the cleaner uses only these. */
export type Masks = { readonly [database: string]: { readonly [collection: string]: Mask } };
