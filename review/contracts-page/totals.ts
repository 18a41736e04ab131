import type { CollectionChange } from "../contracts-diff/compare-allow-lists.ts";
import { type Change, isUnmasked, narrows, widens } from "../contracts-diff/compare-masks.ts";
import type { CollectionView } from "./describe.ts";
import { allFields } from "./field-tree.ts";

/** Figures of one collection, or of all together. */
export interface Totals {
  /** Listed fields that leave, without `dms_replicated_at`, `Op` and the key of a collection: only a table lists its key. */
  readonly leaves: number;
  /** Of these, JSON that leaves whole. */
  readonly json: number;
  /** Paths that leave now and did not. */
  readonly more: number;
  /** Paths that left before, and are no longer masked in the warehouse as they were. */
  readonly unmasked: number;
  /** Paths that no longer leave. */
  readonly less: number;
  /** Columns and keys that RAW has and that are dropped. */
  readonly dropped: number;
  /** Listed fields that RAW does not have. */
  readonly absent: number;
}

export function totalsOf({ fields, table, change, raw }: CollectionView): Totals {
  const leaves = allFields(fields).flatMap(({ leaf }) => (leaf && (table || leaf.rule !== "key") ? [leaf] : []));
  const dropped = [...(raw?.dropped.values() ?? [])].map(({ shown, hidden }) => shown.length + hidden);
  return {
    leaves: leaves.length,
    json: leaves.filter(({ rule }) => rule === "json").length,
    more: count(change, (each) => widens(each) && !isUnmasked(each), "added"),
    unmasked: count(change, isUnmasked),
    less: count(change, narrows, "removed"),
    dropped: sum(dropped),
    absent: raw?.absent.size ?? 0,
  };
}

export function addTotals(totals: readonly Totals[]): Totals {
  const of = (name: keyof Totals) => sum(totals.map((each) => each[name]));
  const [leaves, json, more, unmasked, less] = [of("leaves"), of("json"), of("more"), of("unmasked"), of("less")];
  return { leaves, json, more, unmasked, less, dropped: of("dropped"), absent: of("absent") };
}

/** @param whole the kind of a change of which every path counts */
function count(
  change: CollectionChange | undefined,
  counts: (change: Change) => boolean,
  whole?: "added" | "removed",
): number {
  if (change?.kind === "changed") return change.changes.filter(counts).length;
  return change !== undefined && change.kind === whole ? change.paths.length : 0;
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
