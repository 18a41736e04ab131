import type { Sources } from "../../contracts/source.ts";
import { collectionsOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { cleanPrefix } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { lakeBucketName } from "../../stacks/relational-to-snowflake/names.ts";
import type { RelationalToSnowflake } from "../../stacks/relational-to-snowflake/settings.ts";
import { databasesOf as tableDatabasesOf, tablesOf } from "../../stacks/relational-to-snowflake/tables.ts";
import type { NameOf } from "./listed.ts";

/** The places in the lake for the changes of each table, by its name on the page: one for each stack that replicates it. */
export function lakePlaces(
  environments: readonly RelationalToSnowflake[],
  sources: Sources,
  nameOf: NameOf,
): ReadonlyMap<string, readonly string[]> {
  const lands = new Map<string, string[]>();
  for (const environment of environments.filter(({ deployDms }) => deployDms))
    for (const database of tableDatabasesOf(environment))
      for (const table of Object.keys(tablesOf(environment, sources, database))) {
        const name = nameOf(database, table);
        lands.set(name, [...(lands.get(name) ?? []), `s3://${lakeBucketName(environment)}/${database}/${table}/`]);
      }
  return lands;
}

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
