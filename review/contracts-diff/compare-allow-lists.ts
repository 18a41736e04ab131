import type { Contract } from "../../contracts/contract.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { type Change, compareMasks, narrows, widens } from "./compare-masks.ts";
import { leavesIn, leavesOf, pathsIn, says } from "./leaves.ts";

/** The change of one collection. `from`: the removed collection with the same contract. */
export type CollectionChange =
  | {
      readonly collection: string;
      readonly kind: "added";
      readonly from?: string;
      readonly paths: readonly string[];
      /** Types and classes by path: `date, pii date_of_birth`. Absent if there are none. */
      readonly says?: Readonly<Record<string, string>>;
    }
  | { readonly collection: string; readonly kind: "removed"; readonly to?: string; readonly paths: readonly string[] }
  | { readonly collection: string; readonly kind: "changed"; readonly changes: readonly Change[] };

/** Every collection that changed, present ones first. */
export function compareAllowLists(before: AllowList, after: AllowList): CollectionChange[] {
  const changes = Object.entries(after).flatMap(([collection, contract]): CollectionChange[] => {
    const old = contractIn(before, collection);
    if (!old)
      return [{ collection, kind: "added", ...named("from", twin(contract, before, after)), ...leaving(contract) }];
    const changes = compareMasks(old, contract);
    return changes.length > 0 ? [{ collection, kind: "changed", changes }] : [];
  });
  const removed = Object.entries(before)
    .filter(([collection]) => !contractIn(after, collection))
    .map(([collection, contract]): CollectionChange => {
      return { collection, kind: "removed", ...named("to", twin(contract, after, before)), paths: paths(contract) };
    });
  return [...changes, ...removed];
}

export function collectionWidens(change: CollectionChange): boolean {
  return change.kind === "changed" ? change.changes.some(widens) : change.kind === "added";
}

export function collectionNarrows(change: CollectionChange): boolean {
  return change.kind === "changed" ? change.changes.some(narrows) : change.kind === "removed";
}

function leaving(contract: Contract) {
  const said = [...leavesIn("", leavesOf(contract))].map(([path, leaf]) => [path, says(leaf)] as const);
  const more = said.filter(([, words]) => words !== "");
  return { paths: said.map(([path]) => path), ...(more.length > 0 ? { says: Object.fromEntries(more) } : {}) };
}

function paths(contract: Contract): string[] {
  return pathsIn("", leavesOf(contract));
}

/** The collection with exactly this contract, if it is the only such one among those in just one list. */
function twin(contract: Contract, list: AllowList, other: AllowList): string | undefined {
  const twins = Object.keys(list).filter(
    (name) => !contractIn(other, name) && compareMasks(list[name] as Contract, contract).length === 0,
  );
  return twins.length === 1 ? twins[0] : undefined;
}

function named<Name extends string>(name: Name, value: string | undefined): { [K in Name]?: string } {
  return (value === undefined ? {} : { [name]: value }) as { [K in Name]?: string };
}

function contractIn(list: AllowList, collection: string): Contract | undefined {
  return Object.hasOwn(list, collection) ? list[collection] : undefined;
}
