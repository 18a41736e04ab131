import type { Mask, Masks } from "../../contracts/mask.ts";
import { type Change, compareMasks, narrows, widens } from "./compare-masks.ts";
import { leavesOf, pathsIn } from "./leaves.ts";

/** What became of one collection. `from`: the one in whose place it stands, under the same mask. */
export type CollectionChange =
  | { readonly collection: string; readonly kind: "added"; readonly from?: string; readonly paths: readonly string[] }
  | { readonly collection: string; readonly kind: "removed"; readonly to?: string; readonly paths: readonly string[] }
  | { readonly collection: string; readonly kind: "changed"; readonly changes: readonly Change[] };

/** What leaves now that did not before, and what no more: every collection that changed, those of now first. */
export function compareAllowLists(before: Masks[string], after: Masks[string]): CollectionChange[] {
  const changes = Object.entries(after).flatMap(([collection, mask]): CollectionChange[] => {
    const old = maskOf(before, collection);
    if (!old) return [{ collection, kind: "added", ...named("from", twin(mask, before, after)), paths: paths(mask) }];
    const changes = compareMasks(old, mask);
    return changes.length > 0 ? [{ collection, kind: "changed", changes }] : [];
  });
  const removed = Object.entries(before)
    .filter(([collection]) => !maskOf(after, collection))
    .map(([collection, mask]): CollectionChange => {
      return { collection, kind: "removed", ...named("to", twin(mask, after, before)), paths: paths(mask) };
    });
  return [...changes, ...removed];
}

export function collectionWidens(change: CollectionChange): boolean {
  return change.kind === "changed" ? change.changes.some(widens) : change.kind === "added";
}

export function collectionNarrows(change: CollectionChange): boolean {
  return change.kind === "changed" ? change.changes.some(narrows) : change.kind === "removed";
}

function paths(mask: Mask): string[] {
  return pathsIn("", leavesOf(mask));
}

/** The only collection that is in one list alone and has just this mask. */
function twin(mask: Mask, list: Masks[string], other: Masks[string]): string | undefined {
  const twins = Object.keys(list).filter(
    (name) => !maskOf(other, name) && compareMasks(list[name] as Mask, mask).length === 0,
  );
  return twins.length === 1 ? twins[0] : undefined;
}

function named<Name extends string>(name: Name, value: string | undefined): { [K in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: string };
}

function maskOf(list: Masks[string], collection: string): Mask | undefined {
  return Object.hasOwn(list, collection) ? list[collection] : undefined;
}
