import { type Place, stackName } from "../names.ts";

/** Where a setting of this pipeline is, for the `where` of a problem: `production-us-west-2.mongodb-to-snowflake.dms`. */
export function settingsPath(place: Place, path: string): string {
  return `${stackName(place)}.mongodb-to-snowflake.${path}`;
}
