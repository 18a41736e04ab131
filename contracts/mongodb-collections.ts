import { SOURCES } from "./index.ts";
import { type MongoCollections, mongoCollection } from "./mongodb-fields.ts";
import type { Sources } from "./source.ts";

/**
 * What extract and process need of the contracts. In a bundle this module is JSON, written by the build:
 * `functions/bundle-function.ts`.
 */
export const MONGODB_COLLECTIONS: MongoCollections = mongoCollectionsOf(SOURCES);

/** The collections of every MongoDB source, by MongoDB's names. */
export function mongoCollectionsOf(sources: Sources): MongoCollections {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([database, source]) => {
      if (source.engine !== "mongodb") return [];
      const collections = Object.entries(source.collections);
      return [[database, Object.fromEntries(collections.map(([name, contract]) => [name, mongoCollection(contract)]))]];
    }),
  );
}
