import type { Contract } from "../../contracts/contract.ts";
import { join, type Leaf, leavesIn, leavesOf, type Node, pathsIn, says } from "./leaves.ts";
import { renames } from "./renames.ts";

/** The change of one path of a collection. */
export type Change =
  /** Leaves now, and did not before. `says`: its type and class, `date, pii date_of_birth`, if it has one. */
  | { readonly kind: "added"; readonly path: string; readonly says?: string }
  /** Leaves whole now; before, only these parts of it left. */
  | { readonly kind: "opened"; readonly path: string; readonly before: readonly string[] }
  /** Replaces another path, with the same rule: a new name for the same data, or other data. */
  | { readonly kind: "renamed"; readonly path: string; readonly from: string }
  /** No longer leaves. */
  | { readonly kind: "removed"; readonly path: string }
  /** Left whole before; now only these parts of it leave. */
  | { readonly kind: "closed"; readonly path: string; readonly after: readonly string[] }
  /** Leaves as before, in another form. */
  | { readonly kind: "reshaped"; readonly path: string; readonly before: Leaf; readonly after: Leaf }
  /** Leaves as before, up to another length in KB; absent if it had or has none. */
  | { readonly kind: "resized"; readonly path: string; readonly before?: number; readonly after?: number }
  /** Leaves as before, and has another type in the warehouse. */
  | { readonly kind: "retyped"; readonly path: string; readonly before: Leaf; readonly after: Leaf }
  /** Leaves as before, and the warehouse masks it differently, or no longer. */
  | { readonly kind: "reclassified"; readonly path: string; readonly before: Leaf; readonly after: Leaf };

/**
 * Whether data may leave, or be seen in the warehouse, that could not before. Another name may mean other data, so it counts. A
 * dotted column that becomes part of a nested one counts, because the nested one also covers JSON. A column that becomes the key
 * counts, because it also leaves with each delete. If a class is removed or replaced, other people see the values.
 */
export function widens(change: Change): boolean {
  if (change.kind === "reclassified") return change.before.class !== undefined;
  if (change.kind === "resized") return (change.after ?? 0) > (change.before ?? 0);
  if (change.kind === "reshaped") return leavesMore(change.before, change.after);
  return change.kind === "added" || change.kind === "opened" || change.kind === "renamed";
}

/** Whether a class was removed or replaced: nothing more leaves, but other people see the values in the warehouse. */
export function isUnmasked(change: Change): boolean {
  return change.kind === "reclassified" && widens(change);
}

/** Whether the change affects the cleaner; types and classes affect only the warehouse. */
export function isOfMask({ kind }: Change): boolean {
  return kind !== "retyped" && kind !== "reclassified";
}

/** Whether something no longer leaves. */
export function narrows(change: Change): boolean {
  if (change.kind === "resized") return !widens(change);
  return change.kind === "removed" || change.kind === "closed";
}

/** The changes between two contracts of a collection, path by path. */
export function compareMasks(before: Contract, after: Contract): Change[] {
  return compareNodes("", leavesOf(before), leavesOf(after));
}

function leavesMore(before: Leaf, after: Leaf): boolean {
  return after.column.length < before.column.length || (after.rule === "key" && before.rule !== "key");
}

function compareNodes(path: string, before: Node, after: Node): Change[] {
  if (before.leaf && !after.leaf) return closed(path, before.leaf, after);
  if (after.leaf && !before.leaf) return [{ kind: "opened", path, before: pathsIn(path, before) }];
  return [...compareLeaves(path, before.leaf, after.leaf), ...compareChildren(path, before, after)];
}

/** A value that was masked as a whole may now have visible parts. */
function closed(path: string, before: Leaf, node: Node): Change[] {
  const parts = [...leavesIn(path, node)];
  const unmasked = parts.filter(([, after]) => before.class !== undefined && classOf(before) !== classOf(after));
  return [
    { kind: "closed", path, after: parts.map(([part]) => part) },
    ...unmasked.map(([part, after]) => ({ kind: "reclassified", path: part, before, after }) as const),
  ];
}

function compareLeaves(path: string, before: Leaf | undefined, after: Leaf | undefined): Change[] {
  if (!before || !after) return [];
  const isReshaped = before.rule !== after.rule || before.column !== after.column;
  const isRetyped = before.type !== after.type || before.array !== after.array;
  return [
    // A reshaped value is not also reported as retyped.
    ...(isReshaped ? [{ kind: "reshaped", path, before, after } as const] : []),
    ...(isRetyped && !isReshaped ? [{ kind: "retyped", path, before, after } as const] : []),
    ...(classOf(before) !== classOf(after) ? [{ kind: "reclassified", path, before, after } as const] : []),
  ];
}

function added(here: string, node: Node): Change[] {
  return [...leavesIn(here, node)].map(([path, leaf]) => {
    const words = says(leaf);
    return { kind: "added", path, ...(words === "" ? {} : { says: words }) };
  });
}

/** `pii email`; undefined if it has none. */
export function classOf(leaf: Leaf): string | undefined {
  return leaf.class && `${leaf.class.tag} ${leaf.class.kind}`;
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
    return added(here, node);
  });
  const renamed = new Set(names.values());
  const outNow = gone
    .filter(([name]) => !renamed.has(name))
    .flatMap(([name, node]) => pathsIn(join(path, name), node))
    .map((leaf): Change => ({ kind: "removed", path: leaf }));
  return [...inNow, ...outNow];
}
