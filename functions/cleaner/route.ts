import type { Mask, Masks } from "../../contracts/mask.ts";
import type { CleanerEnvironment } from "./environment.ts";
import type { RawObject } from "./events.ts";

/** Why an object is skipped. Skipping is not a failure; what is not listed is counted, so that somebody notices it. */
export type SkipReason =
  | "other-bucket"
  | "already-clean"
  | "outside-raw-prefix"
  | "no-collection"
  | "control-table"
  | "unlisted-database"
  | "unlisted-collection";

export type Route =
  | { readonly skip: SkipReason }
  | {
      readonly skip?: never;
      /** As logs and metrics name it: `users`, or `shop/users` in another database than the first. */
      readonly collection: string;
      readonly mask: Mask;
      /** The key after the RAW prefix: `legion/audit/LOAD00000001.csv.gz`. */
      readonly path: string;
    };

/** Whether an object is to be cleaned, and under the mask of which database and collection. Any other is skipped. */
export function route({ bucket, key }: RawObject, environment: CleanerEnvironment, masks: Masks): Route {
  const { rawBucket, rawPrefix, cleanPrefix } = environment;
  if (rawBucket !== undefined && bucket !== rawBucket) return { skip: "other-bucket" };
  // Asked before the RAW prefix, which may lie around the CLEAN one: a loop would feed on itself.
  if (key.startsWith(folder(cleanPrefix))) return { skip: "already-clean" };
  if (!key.startsWith(folder(rawPrefix))) return { skip: "outside-raw-prefix" };
  const path = key.slice(folder(rawPrefix).length);
  const [database, collection, ...file] = path.split("/");
  if (!database || !collection || !file.at(-1)) return { skip: "no-collection" };
  if (isControl(database) || isControl(collection)) return { skip: "control-table" };
  const collections = own(masks, database);
  if (collections === undefined) return { skip: "unlisted-database" };
  const mask = own(collections, collection);
  if (mask === undefined) return { skip: "unlisted-collection" };
  const { firstDatabase = database } = environment;
  return { collection: database === firstDatabase ? collection : `${database}/${collection}`, mask, path };
}

/** A prefix as whole path segments: `mongodb-data` must not take `mongodb-data-2/`. */
export function folder(prefix: string): string {
  return prefix === "" || prefix.endsWith("/") ? prefix : `${prefix}/`;
}

/** What JavaScript itself calls by the name, such as `constructor`, is not listed. */
function own<Value>(values: { readonly [name: string]: Value }, name: string): Value | undefined {
  return Object.hasOwn(values, name) ? values[name] : undefined;
}

/** https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.ControlTable.html */
function isControl(name: string): boolean {
  return name.startsWith("awsdms_");
}
