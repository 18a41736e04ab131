/**
 * Which types the documents of a batch really have, of every document and every listed path. Names and numbers only.
 */
export interface Profile {
  readonly documents: number;
  /**
   * By path, in MongoDB's names: `_id`, `status`, `nodes[].data.label`; `[]` are the elements of an array. Below a value that is kept
   * whole, a name that is not listed is `*` unless it is an identifier, because such names may be data.
   */
  readonly paths: { readonly [path: string]: PathProfile };
}

export interface PathProfile {
  /** How many documents have a value of each type there. */
  readonly types: { readonly [Type in ProfiledType]?: number };
  /**
   * The longest text: bytes in UTF-8 of a string, and at the top level the bytes of the whole column's JSON text if the value is an
   * object or an array.
   */
  readonly maxBytes?: number;
  /** The most digits before and behind the decimal point, of finite numbers. */
  readonly digitsBefore?: number;
  readonly digitsAfter?: number;
  /** The most digits of a 64-bit integer: a double keeps 15. */
  readonly longDigits?: number;
}

/**
 * BSON's types by MongoDB's aliases, and those which no warehouse has and which are always drift: `notFinite` (NaN, Infinity),
 * `stringWithNul`, `stringNotUtf8`, `dateOutOfRange` (years that ISO 8601 writes with a sign). `doubleIntegral` is a double without a
 * fraction, within ±2^53. https://www.mongodb.com/docs/manual/reference/bson-types/
 *
 * Of a `scalar` field at the top level (`contracts/mongodb-fields.ts`) an `object` or `array` is counted, and its content is left in
 * MongoDB: the column has `{}` or `[]`.
 */
export type ProfiledType =
  | "null"
  | "undefined"
  | "bool"
  | "int"
  | "long"
  | "double"
  | "doubleIntegral"
  | "decimal"
  | "string"
  | "objectId"
  | "date"
  | "binData"
  | "object"
  | "array"
  | "timestamp"
  | "regex"
  | "dbPointer"
  | "javascript"
  | "symbol"
  | "minKey"
  | "maxKey"
  | "notFinite"
  | "stringWithNul"
  | "stringNotUtf8"
  | "dateOutOfRange";
