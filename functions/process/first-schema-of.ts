import type { Collection } from "../../warehouse/redshift/collection.ts";
import type { Registered } from "../../warehouse/redshift/schema.ts";
import type { BatchManifest } from "../shared/batch-manifest.ts";
import { firstSchema } from "./first-schema.ts";
import type { DocumentLake } from "./lake.ts";
import { mergeProfiles } from "./merge-profiles.ts";
import { readManifest } from "./state.ts";
import type { Stopped } from "./stopped.ts";

/**
 * The schema of a collection that has none yet, from all its batches; or why it waits. Undefined while its first load is not complete: its
 * other documents may have other types.
 */
export async function firstSchemaOf(
  lake: DocumentLake,
  collection: Collection,
  batches: readonly string[],
): Promise<Registered | Stopped | undefined> {
  const manifests = await manifestsOf(lake, collection, batches);
  if (!manifests.some(({ complete }) => complete === true)) return undefined;
  const { registered, untyped } = firstSchema(collection, mergeProfiles(manifests.map(({ profile }) => profile)));
  if (untyped.length === 0) return registered;
  return { code: "UNTYPED", batch: batches[0] ?? "", changes: [], names: untyped };
}

/** What the documents of all batches have. */
export async function profileOf(lake: DocumentLake, collection: Collection, batches: readonly string[]) {
  return mergeProfiles((await manifestsOf(lake, collection, batches)).map(({ profile }) => profile));
}

async function manifestsOf(lake: DocumentLake, collection: Collection, batches: readonly string[]) {
  const manifests: BatchManifest[] = [];
  for (const batch of batches) manifests.push(await readManifest(lake, collection, batch));
  return manifests;
}
