import { type Contract, nestedIn } from "./contract.ts";
import { isKey, isNotPersonal, isPersonal, isScalar, type NotPersonal, type Personal, type Scalar } from "./field.ts";

/** A field that a contract lists: a value, not an object with other fields. */
export interface ListedField {
  /** Names from the column down to the field. */
  readonly path: readonly string[];
  readonly type: Scalar | "json";
  /** Whether the field is the key or a part of it. */
  readonly isKey: boolean;
  readonly personal?: Personal;
  readonly notPersonal?: NotPersonal;
  /** The number of names in the path of the innermost array around the field; 0 if there is none. */
  readonly arrayDepth: number;
}

/** The fields of a contract in the order in which it lists them. */
export function listedFields(contract: Contract): ListedField[] {
  return Object.entries(contract).flatMap(([column, field]) => {
    const isArray = isArrayColumn(column) && nestedIn(field) !== undefined;
    return fieldsIn([column], field, isArray ? 1 : 0);
  });
}

/** Whether DMS writes an array into the column: at the top, the column's prefix says it. */
export function isArrayColumn(column: string): boolean {
  return column.startsWith("array_");
}

/** A path as DMS and contracts write it: `address.country`. */
export function pathText(path: readonly string[]): string {
  return path.join(".");
}

function fieldsIn(path: readonly string[], field: unknown, arrayDepth: number): ListedField[] {
  const nested = nestedIn(field);
  if (nested === undefined) return [{ path, arrayDepth, ...describeField(field) }];
  const depth = Array.isArray(field) ? path.length : arrayDepth;
  return Object.entries(nested).flatMap(([name, inner]) => fieldsIn([...path, name], inner, depth));
}

/** The properties that a contract gives a field. */
export function describeField(field: unknown): Omit<ListedField, "path" | "arrayDepth"> {
  if (isKey(field)) return { ...describeField(field.of), isKey: true };
  if (isPersonal(field)) return { type: field.type, isKey: false, personal: field };
  if (isNotPersonal(field)) return { type: field.type, isKey: false, notPersonal: field };
  if (field === "json" || isScalar(field)) return { type: field, isKey: false };
  return { type: "text", isKey: field === "key" };
}
