import { contractsOf } from "../../contracts/contracts-of.ts";
import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import type { RelationalToSnowflake } from "../../stacks/relational-to-snowflake/settings.ts";
import { sourceOf } from "../../stacks/relational-to-snowflake/tables.ts";
import {
  type CollectionChange,
  collectionNarrows,
  collectionWidens,
  compareAllowLists,
} from "./compare-allow-lists.ts";
import { withLobs } from "./compare-lobs.ts";
import { type DescribedChange, diffMarkdown, verdictOf } from "./markdown.ts";
import { needsOf } from "./needs.ts";
import { tableNeedsOf } from "./table-needs.ts";

export interface AllowListDiff {
  /** Whether something leaves that did not before, so that a reviewer must approve it. */
  readonly widens: boolean;
  /** A line of Markdown with the collections of which more leaves, and those of which less leaves. */
  readonly verdict: string;
  readonly markdown: string;
  /** The same as JSON. */
  readonly json: object;
}

/** The difference of all sources. If there are several databases, each name of a collection or table includes its database. */
export function diffSources(
  { before, ref }: { readonly before: Sources; readonly ref: string },
  after: Sources,
  environments: readonly MongodbToSnowflake[],
  relational: readonly RelationalToSnowflake[] = [],
): AllowListDiff {
  const databases = [...new Set([...Object.keys(after), ...Object.keys(before)])];
  const described = databases.flatMap((database) => {
    const needs = (change: CollectionChange, found: CollectionChange) => [
      ...needsOf(
        change,
        environments.filter(({ databases }) =>
          replicates(own(databases, database), own(databases, database)?.collections, found),
        ),
      ),
      ...tableNeedsOf(
        change,
        relational.filter(({ databases }) =>
          replicates(own(databases, database), own(databases, database)?.tables, found),
        ),
      ),
    ];
    const isTable = [after, before].some((sources) => sourceOf(sources, database) !== undefined);
    const rename = (change: CollectionChange) => (databases.length === 1 ? change : named(database, change));
    const changes = compareAllowLists(contractsIn(before, database), contractsIn(after, database));
    return withLobs(changes, own(before, database), own(after, database)).map((found) => {
      const change = rename(found);
      return { change, needs: needs(change, found), isTable };
    });
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

/** A collection that is removed is on the list of no environment any more, so all with its database may have it. */
function replicates(
  settings: object | undefined,
  only: readonly string[] | undefined,
  { kind, collection }: CollectionChange,
): boolean {
  if (settings === undefined) return false;
  return only === undefined || kind === "removed" || only.includes(collection);
}

function own<Settings>(databases: { readonly [name: string]: Settings }, name: string): Settings | undefined {
  return Object.hasOwn(databases, name) ? databases[name] : undefined;
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
