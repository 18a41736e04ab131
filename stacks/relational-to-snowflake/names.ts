import type { Environment } from "../environment.ts";
import { type Place, resourceName, stackName } from "../names.ts";
import type { RelationalToSnowflake } from "./settings.ts";

/** The pipeline in names of AWS, where its full name would be too long. */
export const SHORT_NAME = "relational";

/** `production-us-west-2-relational-to-snowflake` */
export function stackId(place: Place): string {
  return `${stackName(place)}-relational-to-snowflake`;
}

/** Name of a resource: `clearwell-production-us-west-2-relational-target`. */
export function relationalName(environment: Environment, part: string): string {
  return resourceName(environment, `${SHORT_NAME}-${part}`);
}

/** Name of a resource that each database has: `…-relational-practice-task`. */
export function databaseResourceName(environment: Environment, database: string, part: string): string {
  return relationalName(environment, `${idOf(database)}-${part}`);
}

/** Name of the replication instance. */
export function instanceName(environment: Environment): string {
  return resourceName(environment, SHORT_NAME);
}

/** Name of the function that compares the lake's columns with the contracts, and of its role. Short, for the role's name. */
export function lakeColumnsName(environment: Environment): string {
  return relationalName(environment, LAKE_COLUMNS_ROLE);
}

/** Part of that name. The bucket's policy also needs it, to name the role. */
export const LAKE_COLUMNS_ROLE = "lake";

/** `clearwell-changes-us-west-2-production`. Bucket names are global: if the name is taken, set the stamp suffix. */
export function lakeBucketName({ environment, region, lakeBucket, stampSuffix }: RelationalToSnowflake): string {
  return `${lakeBucket}-${region}-${environment}${stampSuffix}`;
}

/** The database as a part of names: DMS takes lower-case letters, digits and single hyphens. */
export function idOf(database: string): string {
  return database.toLowerCase().replaceAll("_", "-");
}

/** Where a setting of this pipeline is, for the `where` of a problem. */
export function settingsPath(place: Place, path: string): string {
  return `${stackName(place)}.relational-to-snowflake.${path}`;
}

/** Name of the function that compares the sources with the contracts, and of its role. */
export function sourceColumnsName(environment: Environment): string {
  return relationalName(environment, "columns");
}
