import { mongoCollection } from "../../contracts/mongodb-fields.ts";
import type { Sources } from "../../contracts/source.ts";
import { type Collection, collectionOf } from "../../warehouse/redshift/collection.ts";
import type { MongodbToRedshift } from "./settings.ts";

/** The collections that a stack loads, in the order of its databases and of their contracts. */
export function collectionsOf({ databases }: Pick<MongodbToRedshift, "databases">, sources: Sources): Collection[] {
  return Object.entries(databases).flatMap(([database, { collections: only }]) => {
    const source = sources[database];
    const contracts = source?.engine === "mongodb" ? Object.entries(source.collections) : [];
    return contracts
      .filter(([name]) => only === undefined || only.includes(name))
      .map(([name, contract]) => collectionOf(database, name, mongoCollection(contract)));
  });
}
