import { type Freshness, freshnessOf } from "../freshness.ts";
import { fullName, nameIn, namespaceOf } from "./collections.ts";
import type { MongodbToSnowflake } from "./settings.ts";

/** The freshness that is expected of a collection. An exception names it `<database>/users`, or `users` where that is unique. */
export function expectedOf(environment: MongodbToSnowflake, name: string): Freshness {
  const { database, collection } = namespaceOf(environment, name);
  const full = fullName({ name: nameIn(environment, database, collection), database, collection });
  return freshnessOf(environment.freshness, full, collection);
}
