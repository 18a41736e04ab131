import { type ListedField, pathText } from "./listed-fields.ts";

/** The columns that clearwell adds to every table of a warehouse. */
export const TECHNICAL_COLUMNS = [
  "_op",
  "_source_at",
  "_extracted_at",
  "_loaded_at",
  "_is_deleted",
  "_sequence",
  "_file",
  "_row",
  "_stack",
] as const;

/**
 * A path's column name in a warehouse: its names joined by `_`, in lower case, because warehouses fold the case of unquoted
 * names. Characters that need quotes become `_`.
 */
export function columnName(path: readonly string[]): string {
  const name = path
    .join("_")
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, "_");
  return /^\d/.test(name) ? `_${name}` : name;
}

/** The field's column, in its collection's table or in the view of its array. */
export function columnOf({ path, arrayDepth }: ListedField): string {
  return columnName(path.slice(arrayDepth));
}

/** The path of the innermost array around the field; empty if there is none. */
export function arrayOf({ path, arrayDepth }: ListedField): string {
  return pathText(path.slice(0, arrayDepth));
}
