import type { Collection } from "../../warehouse/redshift/collection.ts";
import type { Registered } from "../../warehouse/redshift/schema.ts";
import { firstSchema } from "./first-schema.ts";
import type { DocumentLake } from "./lake.ts";
import { mergeProfiles } from "./merge-profiles.ts";
import { readManifest } from "./state.ts";
import type { Stopped } from "./stopped.ts";

/** The schema of a collection that has none yet, from all its batches; or why it waits. */
export async function firstSchemaOf(
  lake: DocumentLake,
  collection: Collection,
  batches: readonly string[],
): Promise<Registered | Stopped> {
  const { registered, untyped } = firstSchema(collection, await profileOf(lake, collection, batches));
  if (untyped.length === 0) return registered;
  return { code: "UNTYPED", batch: batches[0] ?? "", changes: [], names: untyped };
}

/** What the documents of all batches have. */
export async function profileOf(lake: DocumentLake, collection: Collection, batches: readonly string[]) {
  const profiles = [];
  for (const batch of batches) profiles.push((await readManifest(lake, collection, batch)).profile);
  return mergeProfiles(profiles);
}
