import { isDeepStrictEqual } from "node:util";
import { outcomeOf } from "./outcome.ts";
import type { ResourceChange } from "./plan.ts";

/** A resource at two addresses. */
export interface Renamed {
  readonly from: string;
  readonly to: string;
}

/** The resources that the plan moves to another address. */
export function movedIn(changes: readonly ResourceChange[]): Renamed[] {
  return changes.flatMap(({ address, previous_address: from }) => (from === undefined ? [] : [{ from, to: address }]));
}

/** The resources that the plan destroys and creates again under another address, with the same arguments: a `moved` block would keep them. */
export function madeAgainIn(changes: readonly ResourceChange[]): Renamed[] {
  const destroyed = changes.filter((change) => outcomeOf(change) === "destroyed");
  const taken = new Set<string>();
  return changes
    .filter((change) => outcomeOf(change) === "added")
    .flatMap((added) => {
      const same = destroyed.find(({ address, ...was }) => !taken.has(address) && isSame(was, added));
      if (same === undefined) return [];
      taken.add(same.address);
      return [{ from: same.address, to: added.address }];
    });
}

/** Whether all known arguments of the new resource equal those of the old one. */
function isSame(was: Omit<ResourceChange, "address">, is: ResourceChange): boolean {
  const known = Object.entries(is.change.after ?? {}).filter(([, value]) => value !== null);
  return (
    was.type === is.type &&
    known.length > 0 &&
    known.every(([name, value]) => isDeepStrictEqual(value, was.change.before?.[name]))
  );
}
