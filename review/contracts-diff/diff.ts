import { contractsOf } from "../../contracts/contracts-of.ts";
import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import {
  type CollectionChange,
  collectionNarrows,
  collectionWidens,
  compareAllowLists,
} from "./compare-allow-lists.ts";
import { type DescribedChange, diffMarkdown, verdictOf } from "./markdown.ts";
import { needsOf } from "./needs.ts";

export interface AllowListDiff {
  /** Whether something leaves that did not before, so that a reviewer must approve it. */
  readonly widens: boolean;
  /** A line of Markdown with the collections of which more leaves, and those of which less leaves. */
  readonly verdict: string;
  readonly markdown: string;
  /** The same as JSON. */
  readonly json: object;
}

/** The difference of two allow-lists of one database, with the steps that each change needs. */
export function diffAllowLists(
  { before, ref }: { readonly before: AllowList; readonly ref: string },
  after: AllowList,
  environments: readonly MongodbToSnowflake[],
): AllowListDiff {
  return diffOf(describe(before, after, environments), ref);
}

/** The difference of all sources. If there are several databases, each name of a collection or table includes its database. */
export function diffSources(
  { before, ref }: { readonly before: Sources; readonly ref: string },
  after: Sources,
  environments: readonly MongodbToSnowflake[],
): AllowListDiff {
  const databases = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const described = databases.flatMap((database) => {
    const replicating = environments.filter(({ databases }) => Object.hasOwn(databases, database));
    const found = describe(contractsIn(before, database), contractsIn(after, database), replicating);
    return databases.length === 1 ? found : found.map((each) => ({ ...each, change: named(database, each.change) }));
  });
  return diffOf(described, ref);
}

function contractsIn(sources: Sources, database: string): AllowList {
  const source = Object.hasOwn(sources, database) ? sources[database] : undefined;
  return source === undefined ? {} : contractsOf(source);
}

/** With the database in front of each name. */
function named(database: string, change: CollectionChange): CollectionChange {
  const full = (name: string) => `${database}/${name}`;
  const { collection } = change;
  if (change.kind === "added" && change.from !== undefined)
    return { ...change, collection: full(collection), from: full(change.from) };
  if (change.kind === "removed" && change.to !== undefined)
    return { ...change, collection: full(collection), to: full(change.to) };
  return { ...change, collection: full(collection) };
}

function describe(before: AllowList, after: AllowList, environments: readonly MongodbToSnowflake[]): DescribedChange[] {
  return compareAllowLists(before, after).map((change) => ({ change, needs: needsOf(change, environments) }));
}

function diffOf(described: readonly DescribedChange[], ref: string): AllowListDiff {
  const widens = described.some(({ change }) => collectionWidens(change));
  const collections = described.map(({ change, needs }) => ({
    ...change,
    widens: collectionWidens(change),
    narrows: collectionNarrows(change),
    needs,
  }));
  const verdict = verdictOf(described.map(({ change }) => change));
  return { widens, verdict, markdown: diffMarkdown(described, ref), json: { against: ref, widens, collections } };
}
