import { masksIn } from "../contracts/mask-of.ts";
import { type CleanerDescription, describeCleaner } from "../functions/cleaner/description.ts";
import { cleanerSettings } from "../stacks/mongodb-to-snowflake/cleaner-settings.ts";
import { allowListOf, databasesOf, nameIn } from "../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../stacks/mongodb-to-snowflake/settings.ts";
import type { Session } from "./session.ts";

/** Hashes by the name of the collection, as in the metadata `mask-hash` of CLEAN objects. */
export type MaskHashes = Readonly<Record<string, string>>;

/** What a cleaner of the working tree would say of itself in a stack. */
export function describeHere({ sources }: Session, environment: MongodbToSnowflake): CleanerDescription {
  const masks = databasesOf(environment).map((database) => {
    return [database, masksIn(allowListOf(environment, sources, database))] as const;
  });
  return describeCleaner(Object.fromEntries(masks), cleanerSettings(environment));
}

/**
 * The hashes of the stack's masks, by the names of their collections. A cleaner that was deployed before it had several databases
 * describes the collections without their database; no collection has `/` in its name.
 */
export function maskHashes({ masks }: CleanerDescription, environment: MongodbToSnowflake): MaskHashes {
  const databases = databasesOf(environment);
  return Object.fromEntries(
    Object.entries(masks).flatMap(([path, hash]) => {
      const [database = "", collection] = path.split("/");
      if (collection === undefined) return [[path, hash]];
      return databases.includes(database) ? [[nameIn(environment, database, collection), hash]] : [];
    }),
  );
}
