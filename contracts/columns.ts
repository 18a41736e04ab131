import { type ListedField, pathText } from "./listed-fields.ts";

/** What the project itself adds to rows in a warehouse. */
export const TECHNICAL_COLUMNS = [
  "_op",
  "_source_at",
  "_extracted_at",
  "_loaded_at",
  "_is_deleted",
  "_sequence",
  "_file",
  "_row",
] as const;

/**
 * The name that a path has as a column of a warehouse: its names one after the other, in lower case, for warehouses fold the
 * case of a name that is not quoted; what only a quoted name may have is `_`.
 */
export function columnName(path: readonly string[]): string {
  const name = path
    .join("_")
    .toLowerCase()
    .replace(/[^a-z0-9_]/g, "_");
  return /^\d/.test(name) ? `_${name}` : name;
}

/** The field's own column: of its collection, or of the view of the array that it is in. */
export function columnOf({ path, arrayDepth }: ListedField): string {
  return columnName(path.slice(arrayDepth));
}

/** The path of the innermost array around the field; empty if there is none. */
export function arrayOf({ path, arrayDepth }: ListedField): string {
  return pathText(path.slice(0, arrayDepth));
}
