import type { Mask, NestedMask } from "../../../contracts/mask.ts";
import { join, leavesOf, type Node } from "../../contracts-diff/leaves.ts";
import type { NestedKeys } from "./nested-keys.ts";
import type { RawCollection } from "./raw-collection.ts";

/**
 * The paths of listed fields that RAW lacks. If RAW lacks an object, only the object's path is returned.
 * The keys of a place without an object are unknown.
 * @param columns listed paths that no column of RAW can fill
 */
export function absentPaths(
  mask: Mask,
  columns: readonly string[],
  read: Pick<RawCollection, "columns" | "keys">,
): Set<string> {
  const flattened = withPrefixes(read.columns);
  const tree = leavesOf(mask);
  return new Set([
    ...columns.flatMap((path) => absentParts(path, nodeAt(tree, path), flattened)),
    ...[...read.keys].flatMap(([column, keys]) => absentKeys(column, mask[column] as NestedMask, keys, flattened)),
  ]);
}

/** The missing parts of an object that RAW has as dotted columns. */
function absentParts(path: string, node: Node | undefined, flattened: ReadonlySet<string>): string[] {
  if (node === undefined || node.children.size === 0 || !flattened.has(path)) return [path];
  return [...node.children].flatMap(([name, child]) => absentParts(join(path, name), child, flattened));
}

function absentKeys(path: string, mask: NestedMask, keys: NestedKeys, flattened: ReadonlySet<string>): string[] {
  if (keys.objects === 0) return [];
  return Object.entries(mask).flatMap(([key, rule]) => {
    const here = join(path, key);
    const its = keys.listed.get(key);
    if (its === undefined) return flattened.has(here) ? [] : [here];
    return typeof rule === "object" ? absentKeys(here, rule, its, flattened) : [];
  });
}

function nodeAt(tree: Node, path: string): Node | undefined {
  return path.split(".").reduce<Node | undefined>((node, name) => node?.children.get(name), tree);
}

/** More than DMS reads (97). It limits the work for a column name that consists of dots. */
const DEEPEST = 100;

/** `address.geo.region` with `address.geo` and `address`: DMS may have written an object as columns. */
function withPrefixes(columns: ReadonlySet<string>): Set<string> {
  const names = new Set<string>();
  for (const column of columns) {
    const parts = column.split(".", DEEPEST);
    for (let count = 1; count <= parts.length; count++) names.add(parts.slice(0, count).join("."));
  }
  return names;
}
