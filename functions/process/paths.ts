import type { Collection, TopField, Value } from "../../warehouse/redshift/collection.ts";

/** What a contract says of a profile's path. */
export type PathRole =
  /** `_id` */
  | { readonly role: "key" }
  /** A listed value. */
  | { readonly role: "value"; readonly field: TopField; readonly value: Value; readonly isExact: boolean }
  /** An object or an array around listed values. */
  | { readonly role: "around"; readonly field: TopField; readonly expected: "array" | "object" | undefined }
  /** Kept whole, or in something that is. */
  | { readonly role: "whole"; readonly field: TopField }
  /** In a listed field, and not listed itself. */
  | { readonly role: "unlisted" }
  /** Of a field that the contract does not list. A batch of before the deploy may have it. */
  | { readonly role: "gone" };

export type ListedRole = Exclude<PathRole, { role: "unlisted" | "gone" | "key" }>;

/** @param path as profiles write it */
export function roleOf({ fields }: Collection, path: string): PathRole {
  const names = namesIn(path);
  if (names[0] === "_id") return names.length === 1 ? { role: "key" } : { role: "unlisted" };
  const field = fields.find(({ name }) => name === names[0]);
  if (field === undefined) return { role: "gone" };
  if (field.shape === "whole") return { role: "whole", field };
  const value = field.values.find(({ profilePath }) => begins(names, namesIn(profilePath)));
  if (value !== undefined) return atValue(field, value, path, names);
  const inside = field.values.filter(({ profilePath }) => begins(namesIn(profilePath), names));
  return inside.length === 0 ? { role: "unlisted" } : { role: "around", field, expected: expectedAt(inside, path) };
}

/** `true` in an object keeps a value whole, and a field at the top is a single value. */
function atValue(field: TopField, value: Value, path: string, names: readonly string[]): PathRole {
  if (names.length === namesIn(value.profilePath).length && !path.endsWith("[]"))
    return { role: "value", field, value, isExact: value.profilePath === path };
  return field.shape === "value" ? { role: "unlisted" } : { role: "whole", field };
}

/** The BSON type that the contract means at a path around values; undefined if it means another path. */
function expectedAt(values: readonly Value[], path: string): "array" | "object" | undefined {
  const isAt = (prefix: string) => values.some(({ profilePath }) => profilePath.startsWith(prefix));
  if (isAt(`${path}[]`)) return "array";
  return isAt(`${path}.`) ? "object" : undefined;
}

/** The names of a path without its arrays. A name has no dot: the contract's check says so. */
function namesIn(path: string): string[] {
  return path.split(".").map((name) => name.replace(/(\[\])+$/, ""));
}

function begins(names: readonly string[], start: readonly string[]): boolean {
  return start.length <= names.length && start.every((name, at) => name === names[at]);
}
