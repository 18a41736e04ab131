import type { Contract } from "../../contracts/contract.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { maskOf } from "../../contracts/mask-of.ts";
import { type CollectionChange, compareAllowLists } from "../contracts-diff/compare-allow-lists.ts";
import { type Change, widens } from "../contracts-diff/compare-masks.ts";
import { leavesOf, type Node } from "../contracts-diff/leaves.ts";
import { type Field, fieldsBelow } from "./field-tree.ts";
import type { ListedTable } from "./listed.ts";
import type { RawCollection } from "./raw/raw-collection.ts";
import { NOTHING_FOUND, type RawFindings, rawFindings } from "./raw/raw-findings.ts";
import type { Source } from "./sources.ts";

/** The page's view of one collection or table. */
export interface CollectionView {
  /** Its name on the page, with its database if there are several: `shop/users`. */
  readonly collection: string;
  readonly source: Source | undefined;
  /** Undefined if it is a collection of MongoDB. */
  readonly table: ListedTable | undefined;
  /** What changed since the git ref. */
  readonly change: CollectionChange | undefined;
  readonly fields: readonly Field[];
  /** Undefined if no RAW file of it was given. */
  readonly raw: RawFindings | undefined;
  /** The places in CLEAN, or in the lake, for its rows, by stack. */
  readonly lands: readonly string[];
}

/** All of it by the names on the page. */
export interface Contracts {
  /** Of collections and of tables. */
  readonly allowList: AllowList;
  /** The tables, also those that were listed only before. */
  readonly tables: ReadonlyMap<string, ListedTable>;
  /** The places in CLEAN and in the lake. */
  readonly lands: ReadonlyMap<string, readonly string[]>;
  readonly sources: ReadonlyMap<string, Source>;
  /** The allow-list at the git ref, if one was given. */
  readonly before: AllowList | undefined;
  readonly raw: ReadonlyMap<string, RawCollection>;
}

const NO_FIELDS: Node = { children: new Map() };

/** All listed collections and tables, then those that are no longer listed. */
export function describeCollections({ allowList, tables, lands, sources, before, raw }: Contracts): CollectionView[] {
  const changes = compareAllowLists(before ?? allowList, allowList);
  const removed = changes.filter(({ kind }) => kind === "removed").map(({ collection }) => collection);
  return [...Object.keys(allowList), ...removed].map((collection) => {
    const [contract, old] = [contractIn(allowList, collection), contractIn(before, collection)];
    const change = changes.find((each) => each.collection === collection);
    const reading = raw.get(collection);
    const table = tables.get(collection);
    const found = contract && reading ? rawFindings(maskOf(contract), reading) : undefined;
    return {
      collection,
      source: sources.get(collection),
      table,
      change,
      fields: fieldsBelow("", tree(contract), tree(old), {
        changes: byPath(change),
        lobs: table?.table.lob ?? {},
        ...(found ?? NOTHING_FOUND),
      }),
      raw: found,
      lands: lands.get(collection) ?? [],
    };
  });
}

function tree(contract: Contract | undefined): Node {
  return contract === undefined ? NO_FIELDS : leavesOf(contract);
}

function contractIn(allowList: AllowList | undefined, collection: string): Contract | undefined {
  return allowList && Object.hasOwn(allowList, collection) ? allowList[collection] : undefined;
}

/** If a path has several changes, a widening one wins. */
function byPath(change: CollectionChange | undefined): Map<string, Change> {
  if (change === undefined) return new Map();
  const changes =
    change.kind === "changed" ? change.changes : change.paths.map((path) => ({ kind: change.kind, path }));
  const widenLast = (changes as Change[]).toSorted((a, b) => Number(widens(a)) - Number(widens(b)));
  return new Map(widenLast.map((each) => [each.path, each]));
}
