import { hasKey, keyMask } from "../../contracts/key.ts";
import type { ColumnMask, Mask, NestedMask } from "../../contracts/mask.ts";

/** How a value leaves, and in which column: `address.country` may be a column of that name, or a part of `address`. */
export interface Leaf {
  readonly rule: Exclude<ColumnMask, NestedMask>;
  readonly column: string;
}

/** What leaves of a collection, as a tree of names: the same tree whether a column is nested or has dots. */
export interface Node {
  leaf?: Leaf;
  readonly children: Map<string, Node>;
}

/** The tree of a mask, the key included, which passes without being listed. */
export function leavesOf(mask: Mask): Node {
  const root: Node = { children: new Map() };
  const whole = Object.values(mask).some(hasKey) ? mask : { ...mask, ...keyMask(mask) };
  for (const [column, rule] of Object.entries(whole)) {
    add(column.split(".").reduce(child, root), { column, rule });
  }
  return root;
}

/** Paths of all leaves below a node, each with the node's own in front. */
export function pathsIn(path: string, { leaf, children }: Node): string[] {
  return [...(leaf ? [path] : []), ...[...children].flatMap(([name, node]) => pathsIn(join(path, name), node))];
}

export function join(path: string, name: string): string {
  return path === "" ? name : `${path}.${name}`;
}

/** A dot in a column's name is DMS's; one in a key of a nested mask is the key's own, for JSON has both `{"b.c":…}` and `{"b":{"c":…}}`. */
function add(place: Node, { column, rule }: { column: string; rule: ColumnMask }): void {
  if (typeof rule !== "object") place.leaf = { rule, column };
  else for (const [key, under] of Object.entries(rule)) add(child(place, key), { column, rule: under });
}

function child({ children }: Node, name: string): Node {
  const node = children.get(name) ?? { children: new Map() };
  children.set(name, node);
  return node;
}
