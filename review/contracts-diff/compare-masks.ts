import type { Mask } from "../../contracts/mask.ts";
import { join, type Leaf, leavesOf, type Node, pathsIn } from "./leaves.ts";
import { renames } from "./renames.ts";

/** What became of one path of a collection. */
export type Change =
  /** Leaves now, and did not. */
  | { readonly kind: "added"; readonly path: string }
  /** Leaves whole now; before, only these parts of it. */
  | { readonly kind: "opened"; readonly path: string; readonly before: readonly string[] }
  /** Stands in the place of another, under the same rule: a new name for the same data, or other data. */
  | { readonly kind: "renamed"; readonly path: string; readonly from: string }
  /** Leaves no more. */
  | { readonly kind: "removed"; readonly path: string }
  /** Left whole; now only these parts of it. */
  | { readonly kind: "closed"; readonly path: string; readonly after: readonly string[] }
  /** Leaves as before, in another form. */
  | { readonly kind: "reshaped"; readonly path: string; readonly before: Leaf; readonly after: Leaf };

/**
 * Whether data may leave that did not before. Another name may stand for other data, so it counts. So does a dotted column that
 * becomes part of a nested one: the nested one is found in JSON, too, of which nothing left. And so does a column that becomes
 * the key: it leaves with each delete, too.
 */
export function widens(change: Change): boolean {
  if (change.kind === "reshaped") return leavesMore(change.before, change.after);
  return change.kind === "added" || change.kind === "opened" || change.kind === "renamed";
}

/** Whether something leaves no more. */
export function narrows({ kind }: Change): boolean {
  return kind === "removed" || kind === "closed";
}

/** What changed between two masks of a collection, path by path. */
export function compareMasks(before: Mask, after: Mask): Change[] {
  return compareNodes("", leavesOf(before), leavesOf(after));
}

function leavesMore(before: Leaf, after: Leaf): boolean {
  return after.column.length < before.column.length || (after.rule === "key" && before.rule !== "key");
}

function compareNodes(path: string, before: Node, after: Node): Change[] {
  if (before.leaf && !after.leaf) return [{ kind: "closed", path, after: pathsIn(path, after) }];
  if (after.leaf && !before.leaf) return [{ kind: "opened", path, before: pathsIn(path, before) }];
  return [...compareLeaves(path, before.leaf, after.leaf), ...compareChildren(path, before, after)];
}

function compareLeaves(path: string, before: Leaf | undefined, after: Leaf | undefined): Change[] {
  if (!before || !after || (before.rule === after.rule && before.column === after.column)) return [];
  return [{ kind: "reshaped", path, before, after }];
}

function compareChildren(path: string, before: Node, after: Node): Change[] {
  const gone = [...before.children].filter(([name]) => !after.children.has(name));
  const come = [...after.children].filter(([name]) => !before.children.has(name));
  const names = renames(gone, come);
  const inNow = [...after.children].flatMap(([name, node]): Change[] => {
    const here = join(path, name);
    const same = before.children.get(name);
    if (same) return compareNodes(here, same, node);
    const from = names.get(name);
    if (from !== undefined) return [{ kind: "renamed", path: here, from: join(path, from) }];
    return pathsIn(here, node).map((leaf) => ({ kind: "added", path: leaf }));
  });
  const renamed = new Set(names.values());
  const outNow = gone
    .filter(([name]) => !renamed.has(name))
    .flatMap(([name, node]) => pathsIn(join(path, name), node))
    .map((leaf): Change => ({ kind: "removed", path: leaf }));
  return [...inNow, ...outNow];
}
