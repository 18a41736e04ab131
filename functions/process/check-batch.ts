import type { Collection } from "../../warehouse/redshift/collection.ts";
import type { Registered } from "../../warehouse/redshift/schema.ts";
import type { BatchManifest } from "../shared/batch-manifest.ts";
import { drift } from "./drift.ts";
import type { UnlistedFields } from "./environment.ts";
import type { Stopped } from "./stopped.ts";

/** Why a batch may not be loaded, by what its manifest says; undefined if it may. */
export function checkBatch(
  collection: Collection,
  schema: Registered,
  { batch, profile, unlisted }: Pick<BatchManifest, "batch" | "profile" | "unlisted">,
  unlistedFields: UnlistedFields,
): Stopped | undefined {
  const changes = drift(collection, schema, profile);
  if (changes.length > 0) return { code: "DRIFT", batch, changes, names: [] };
  if (unlistedFields === "report" || unlisted.documents === 0) return undefined;
  const names = unlisted.names.filter((name) => !schema.ignored?.includes(name));
  // Names that are not identifiers are not told, so they can't be ignored one by one.
  return names.length === 0 && unlisted.names.length > 0 ? undefined : { code: "UNLISTED", batch, changes: [], names };
}
