import type { Sources } from "../../contracts/source.ts";
import { collectionsOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { cleanPrefix } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import type { NameOf } from "./listed.ts";

/** The places in CLEAN for the rows of each collection, by its name on the page: one for each stack that replicates it. */
export function landsIn(
  environments: readonly MongodbToSnowflake[],
  sources: Sources,
  nameOf: NameOf,
): ReadonlyMap<string, readonly string[]> {
  const lands = new Map<string, string[]>();
  for (const environment of environments.filter(({ deployDms }) => deployDms)) {
    for (const { database, collection } of collectionsOf(environment, sources)) {
      const name = nameOf(database, collection);
      const place = `s3://${environment.cleanBucket.name}/${cleanPrefix(environment)}${database}/${collection}/`;
      lands.set(name, [...(lands.get(name) ?? []), place]);
    }
  }
  return lands;
}
