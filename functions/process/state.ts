import type { Place } from "../../warehouse/redshift/names.ts";
import type { Registered } from "../../warehouse/redshift/schema.ts";
import { type BatchManifest, batchOfKey, manifestKey, rawFolder } from "../shared/batch-manifest.ts";
import { type DocumentLake, keysIn, readJson, remove, writeJson } from "./lake.ts";
import type { Stopped } from "./stopped.ts";

// What the process step and the operator's decisions have in S3 of a collection.

export function readSchema(lake: DocumentLake, place: Place): Promise<Registered | undefined> {
  return readJson(lake, stateKey("schema", place));
}

export function writeSchema(lake: DocumentLake, place: Place, schema: Registered): Promise<void> {
  return writeJson(lake, stateKey("schema", place), schema);
}

export function readStopped(lake: DocumentLake, place: Place): Promise<Stopped | undefined> {
  return readJson(lake, stateKey("stopped", place));
}

export function writeStopped(lake: DocumentLake, place: Place, stopped: Stopped): Promise<void> {
  return writeJson(lake, stateKey("stopped", place), stopped);
}

export function removeStopped(lake: DocumentLake, place: Place): Promise<void> {
  return remove(lake, stateKey("stopped", place));
}

/** The batches that extraction has committed, the oldest first. */
export async function listBatches(lake: DocumentLake, { database, collection }: Place): Promise<string[]> {
  return (await keysIn(lake, rawFolder(database, collection))).flatMap((key) => batchOfKey(key) ?? []);
}

export async function readManifest(lake: DocumentLake, place: Place, batch: string): Promise<BatchManifest> {
  const manifest = await readJson<BatchManifest>(lake, manifestKey({ ...place, batch }));
  if (manifest === undefined) throw new Error(`the manifest of batch ${batch} is gone`);
  return manifest;
}

/** `staged/<database>/<collection>/00000007.parquet` */
export function stagedKey({ database, collection }: Place, batch: string, extension: "manifest" | "parquet"): string {
  return `staged/${database}/${collection}/${batch}.${extension}`;
}

function stateKey(folder: "schema" | "stopped", { database, collection }: Place): string {
  return `${folder}/${database}/${collection}.json`;
}
