import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";

/** How the page names a collection. */
export type NameOf = (database: string, collection: string) => string;

/** What may leave from the MongoDB databases of all sources. */
export interface Listed {
  /** By the names on the page. */
  readonly allowList: AllowList;
  readonly nameOf: NameOf;
}

/** `users` if the sources have one MongoDB database, now and before, and `shop/users` if they have several. */
export function namesIn(now: Sources, before: Sources = {}): NameOf {
  const databases = new Set([...collectionsIn(now), ...collectionsIn(before)].map(([database]) => database));
  return databases.size > 1 ? (database, collection) => `${database}/${collection}` : (_, collection) => collection;
}

/** The contracts of all databases, in the order of the sources. */
export function listedIn(sources: Sources, nameOf: NameOf): Listed {
  const contracts = collectionsIn(sources).flatMap(([database, collections]) =>
    Object.entries(collections).map(([name, contract]) => [nameOf(database, name), contract] as const),
  );
  return { allowList: Object.fromEntries(contracts), nameOf };
}

function collectionsIn(sources: Sources): readonly (readonly [database: string, collections: AllowList])[] {
  return Object.entries(sources).flatMap(([database, source]) =>
    source.engine === "mongodb" ? [[database, source.collections] as const] : [],
  );
}
