import type { ColumnMask, Mask, NestedMask } from "./mask.ts";

/** DMS's name for the document's ObjectId. */
const OBJECT_ID_COLUMN = "oid__id";

/** The key of a document as a mask: the parts with `"key"`, at any depth, otherwise `oid__id`. */
export function keyMask(mask: Mask): Mask {
  const own = Object.entries(mask).flatMap(([column, rule]) => keyEntry(column, rule));
  return own.length === 0 ? { [OBJECT_ID_COLUMN]: "key" } : Object.fromEntries(own);
}

/** The parts of the key in the order of the mask, each as a path: `[["_id", "tenant"], ["_id", "number"]]`. */
export function keyPaths(mask: Mask): string[][] {
  return pathsIn(keyMask(mask));
}

/** The same as the headers of a flattened document: `_id.tenant`, `_id.number`. */
export function keyColumns(mask: Mask): string[] {
  return keyPaths(mask).map((path) => path.join("."));
}

/** The key's columns if the mask does not name them, because then they pass anyway. */
export function unlistedKey(mask: Mask): string[] {
  return Object.values(mask).some(hasKey) ? [] : keyColumns(mask);
}

/** Whether a column is the key, or contains a part of it. */
export function hasKey(rule: ColumnMask | undefined): boolean {
  return rule !== undefined && keyEntry("", rule).length > 0;
}

function keyEntry<T extends ColumnMask>(name: string, rule: T): [string, "key" | NestedMask][] {
  if (rule === "key") return [[name, "key"]];
  // A mask from a JSON file may contain null before it is checked.
  if (typeof rule !== "object" || rule === null) return [];
  const members = Object.entries(rule as NestedMask);
  const inner = members.flatMap(([key, each]) => keyEntry(key, each));
  // An object with only key parts stays the same object.
  const isAll = inner.length === members.length && inner.every(([, each], index) => each === members[index]?.[1]);
  return inner.length === 0 ? [] : [[name, isAll ? (rule as NestedMask) : Object.fromEntries(inner)]];
}

function pathsIn(keys: Mask | NestedMask): string[][] {
  return Object.entries(keys).flatMap(([name, rule]) =>
    typeof rule === "object" ? pathsIn(rule).map((path) => [name, ...path]) : [[name]],
  );
}
