import type { AllowList } from "../../contracts/mask.ts";
import type { Sources } from "../../contracts/source.ts";
import type { MongodbToSnowflake } from "./settings.ts";

/** A collection that a stack replicates. */
export interface ListedCollection {
  /** As metrics, alarms and commands name it: `users`, or `shop/users` in another database than the first. */
  readonly name: string;
  readonly database: string;
  readonly collection: string;
}

type Databases = Pick<MongodbToSnowflake, "databases" | "firstDatabase">;

/** The database that was there first, whose collections are named without it. */
export function firstDatabase({ databases, firstDatabase: named }: Databases): string {
  return named ?? Object.keys(databases)[0] ?? "";
}

/** The stack's databases: the first, then all others by name, so that their order in the settings means nothing. */
export function databasesOf(environment: Databases): readonly string[] {
  const first = firstDatabase(environment);
  const others = Object.keys(environment.databases).filter((name) => name !== first);
  return [first, ...others.sort()];
}

/** The contracts of a database's collections that the stack replicates, in the order of the list. */
export function allowListOf({ databases }: Databases, sources: Sources, database: string): AllowList {
  const source = Object.hasOwn(sources, database) ? sources[database] : undefined;
  const all = source?.engine === "mongodb" ? source.collections : {};
  const only = databases[database]?.collections;
  if (only === undefined) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => only.includes(name)));
}

/** The stack's collections, in the order of its databases and of their lists. */
export function collectionsOf(environment: Databases, sources: Sources): readonly ListedCollection[] {
  return databasesOf(environment).flatMap((database) =>
    Object.keys(allowListOf(environment, sources, database)).map((collection) => {
      return { name: nameIn(environment, database, collection), database, collection };
    }),
  );
}

/** How the stack names a collection. */
export function nameIn(environment: Databases, database: string, collection: string): string {
  return database === firstDatabase(environment) ? collection : `${database}/${collection}`;
}

/** The database and the collection that a name stands for. */
export function namespaceOf(environment: Databases, name: string): { database: string; collection: string } {
  const slash = name.indexOf("/");
  if (slash === -1) return { database: firstDatabase(environment), collection: name };
  return { database: name.slice(0, slash), collection: name.slice(slash + 1) };
}

/** `users` where only one database has it, and `<database>/users` always. */
export function matching(collections: readonly ListedCollection[], name: string): readonly ListedCollection[] {
  return collections.filter((each) => each.collection === name || fullName(each) === name);
}

/** `legion/users` */
export function fullName({ database, collection }: ListedCollection): string {
  return `${database}/${collection}`;
}
