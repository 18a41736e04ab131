import type { AllowList } from "../../contracts/mask.ts";
import { mongoCollection } from "../../contracts/mongodb-fields.ts";
import type { Sources } from "../../contracts/source.ts";
import { collectionOf, type Collection as LoadedCollection } from "../../warehouse/redshift/collection.ts";
import type { MongodbToRedshift } from "./settings.ts";

/** A collection that a stack loads. */
export interface Collection {
  readonly database: string;
  readonly collection: string;
  /** As metrics, alarms and commands name it: `legion/users`. */
  readonly name: string;
}

type Databases = Pick<MongodbToRedshift, "databases">;

/** The databases of a stack by name, so that their order in the settings means nothing. */
export function databasesOf({ databases }: Databases): readonly string[] {
  return Object.keys(databases).sort();
}

/** The contracts of a database; undefined if the contracts have no MongoDB source of this name. */
export function contractsOf(sources: Sources, database: string): AllowList | undefined {
  const source = Object.hasOwn(sources, database) ? sources[database] : undefined;
  return source?.engine === "mongodb" ? source.collections : undefined;
}

/** The stack's collections, in the order of its databases and of their contracts. */
export function collectionsOf(environment: Databases, sources: Sources): readonly Collection[] {
  return databasesOf(environment).flatMap((database) => {
    const only = environment.databases[database]?.collections;
    return Object.keys(contractsOf(sources, database) ?? {})
      .filter((collection) => only === undefined || only.includes(collection))
      .map((collection) => ({ database, collection, name: `${database}/${collection}` }));
  });
}

/** The same collections with the columns that they have in Redshift. */
export function loadedCollectionsOf(environment: Databases, sources: Sources): readonly LoadedCollection[] {
  return collectionsOf(environment, sources).flatMap(({ database, collection }) => {
    const contract = contractsOf(sources, database)?.[collection];
    return contract === undefined ? [] : [collectionOf(database, collection, mongoCollection(contract))];
  });
}
