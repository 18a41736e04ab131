import { SOURCES } from "./index.ts";
import { type MongoCollection, type MongoCollections, type MongoField, mongoCollection } from "./mongodb-fields.ts";
import type { Sources } from "./source.ts";

/**
 * What the containers of mongodb-to-redshift need of the contracts. In a bundle this module is JSON, written by the build:
 * `functions/bundle-container.ts`.
 */
export const MONGODB_COLLECTIONS: MongoCollections = mongoCollectionsOf(SOURCES);

/** The collections of every MongoDB source, by MongoDB's names and without classes. */
export function mongoCollectionsOf(sources: Sources): MongoCollections {
  return Object.fromEntries(
    Object.entries(sources).flatMap(([database, source]) => {
      if (source.engine !== "mongodb") return [];
      const collections = Object.entries(source.collections);
      const described = collections.map(([name, contract]) => [name, withoutClasses(mongoCollection(contract))]);
      return [[database, Object.fromEntries(described)]];
    }),
  );
}

function withoutClasses({ key, keyType, fields }: MongoCollection): MongoCollection {
  return { key, keyType, fields: fields.map(withoutClass) };
}

function withoutClass({ name, kind, isArray, type, fields }: MongoField): MongoField {
  return {
    name,
    kind,
    isArray,
    ...(type === undefined ? {} : { type }),
    ...(fields === undefined ? {} : { fields: fields.map(withoutClass) }),
  };
}
