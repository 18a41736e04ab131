import { columnName } from "./columns.ts";
import { type Contract, nestedIn } from "./contract.ts";
import type { Personal, Scalar } from "./field.ts";
import { keyColumns } from "./key.ts";
import { describeField, isArrayColumn } from "./listed-fields.ts";
import { maskOf } from "./mask-of.ts";

/** A collection's contract by MongoDB's own names. A contract has the names that DMS writes. */
export interface MongoCollection {
  /**
   * What `_id` may be, because nothing else of it is listed: an ObjectId (`oid__id`, listed or not), or any scalar (`_id: "key"`).
   */
  readonly key: "objectId" | "scalar";
  /** The type of the key in the warehouse, and its class. */
  readonly keyType: Scalar;
  readonly keyPersonal?: Personal;
  /** In the order of the contract, without `_id`. */
  readonly fields: readonly MongoField[];
}

/** A field of a document, or of an object in it. */
export interface MongoField {
  /** MongoDB's name. */
  readonly name: string;
  /**
   * - `scalar`: its value may leave if it is not an object or, at the top level, an array.
   * - `whole`: its value may leave as it is, whatever it is.
   * - `nested`: an object, or an array of objects, of which only `fields` may leave.
   */
  readonly kind: "scalar" | "whole" | "nested";
  /** Whether the contract says that it is an array: by `array_`, or by `[{ … }]`. */
  readonly isArray: boolean;
  /** The type that the contract declares. Absent: `true`, `"json"` or nested, of which the data decides. */
  readonly type?: Scalar;
  readonly personal?: Personal;
  /** Only of `nested`. */
  readonly fields?: readonly MongoField[];
}

/** By database and collection. */
export type MongoCollections = { readonly [database: string]: { readonly [collection: string]: MongoCollection } };

/** A contract by MongoDB's names; `checkMongoFields` says whether it can be used. */
export function mongoCollection(contract: Contract): MongoCollection {
  const columns = Object.entries(contract);
  const listedKey = columns.find(([column]) => isKeyColumn(column))?.[1];
  const { type, personal } = describeField(listedKey ?? "key");
  return {
    key: keyColumns(maskOf(contract)).includes("_id") ? "scalar" : "objectId",
    // A key is never JSON: its type does not allow it.
    keyType: type as Scalar,
    ...(personal === undefined ? {} : { keyPersonal: personal }),
    fields: columns.filter(([column]) => !isKeyColumn(column)).map(([column, field]) => topField(column, field)),
  };
}

/** A field's column in Redshift; a field that is nested has none of its own. */
export function redshiftColumn({ name }: Pick<MongoField, "name">): string {
  return columnName([name]);
}

/**
 * The name in MongoDB: DMS puts a type before the names of the top level.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Source.MongoDB.html
 */
function mongoName(column: string): string {
  return column.replace(/^(array|oid)_/, "");
}

function isKeyColumn(column: string): boolean {
  return mongoName(column) === "_id";
}

function topField(column: string, field: unknown): MongoField {
  const isArray = isArrayColumn(column);
  const name = mongoName(column);
  const nested = nestedIn(field);
  if (nested !== undefined)
    return { name, kind: "nested", isArray: isArray || Array.isArray(field), fields: fieldsIn(nested) };
  const described = describeValue(field);
  return { name, isArray, ...described, kind: isArray ? "whole" : described.kind };
}

function fieldsIn(nested: object): MongoField[] {
  return Object.entries(nested).map(([name, field]: [string, unknown]) => {
    const inner = nestedIn(field);
    if (inner !== undefined) return { name, kind: "nested", isArray: Array.isArray(field), fields: fieldsIn(inner) };
    // As the cleaner does it: `true` in an object keeps the value whole.
    return { name, isArray: false, ...describeValue(field), kind: "whole" };
  });
}

function describeValue(field: unknown): Pick<MongoField, "type" | "personal"> & { readonly kind: "scalar" | "whole" } {
  const { type, personal } = describeField(field);
  return {
    kind: type === "json" ? "whole" : "scalar",
    ...(field === true || type === "json" ? {} : { type }),
    ...(personal === undefined ? {} : { personal }),
  };
}
