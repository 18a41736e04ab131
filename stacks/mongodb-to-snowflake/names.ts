import { resourceName, stackName } from "../names.ts";
import { firstDatabase, namespaceOf } from "./collections.ts";
import type { MongodbToSnowflake } from "./settings.ts";

/** Another folder of the RAW bucket: the result of a replay for each object. Keys and codes, no rows. */
export const REPLAYS_FOLDER = "replays";

/** `legion-analytics-us-west-2-production`. Bucket names are global: if the name is taken, set the stamp suffix. */
export function rawBucketName({ environment, region, rawBucket, stampSuffix }: MongodbToSnowflake): string {
  return `${rawBucket}-${region}-${environment}${stampSuffix}`;
}

/** Where DMS puts a database's collections. The bucket's notification and the cleaner's rights are limited to those of the stack. */
export function rawPrefix({ rawFolder }: MongodbToSnowflake, database: string): string {
  return `${rawFolder}/${database}/`;
}

/** The objects of one collection: `mongodb-data/legion/audit/`. @param name as the stack names it */
export function collectionPrefix(environment: MongodbToSnowflake, name: string): string {
  const { database, collection } = namespaceOf(environment, name);
  return `${rawPrefix(environment, database)}${collection}/`;
}

/** The stack's own part of the CLEAN bucket: `production-us-west-2/clean/`. */
export function cleanPrefix(environment: MongodbToSnowflake): string {
  return `${stackName(environment)}/clean/`;
}

/** Name of the replication instance: `clearwell-production-us-west-2`. */
export function instanceName(environment: MongodbToSnowflake): string {
  return `${environment.namePrefix}-${stackName(environment)}`;
}

/** Name of a resource that each database has: `…-task` for the first, `…-shop-task` for the database `shop`. */
export function databaseResourceName(environment: MongodbToSnowflake, database: string, part: string): string {
  return resourceName(environment, inDatabase(environment, database, part));
}

/** Part of a name or of a construct's id, with the database in it if that is not the first. */
export function inDatabase(environment: MongodbToSnowflake, database: string, part: string): string {
  return database === firstDatabase(environment) ? part : `${idOf(database)}-${part}`;
}

/** The database as a part of names: DMS takes lower-case letters, digits and single hyphens. */
export function idOf(database: string): string {
  return database.toLowerCase().replaceAll("_", "-");
}
