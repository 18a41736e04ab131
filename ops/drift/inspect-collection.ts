import { type Acceptance, accept } from "../../functions/process/accept.ts";
import type { DocumentLake } from "../../functions/process/lake.ts";
import { listBatches, readSchema, readStopped } from "../../functions/process/state.ts";
import type { Stopped } from "../../functions/process/stopped.ts";
import type { Collection } from "../../warehouse/redshift/collection.ts";
import type { Registered } from "../../warehouse/redshift/schema.ts";

/** A collection, and what keeps it from being loaded. */
export interface InspectedCollection {
  readonly database: string;
  readonly collection: string;
  readonly stopped: Stopped | null;
  /** Batches since the one that stopped it. */
  readonly backlog: number;
  /** What accepting would do; null if it is not stopped, or not by drift. */
  readonly effect: "types" | "column" | "table" | null;
  readonly refused: readonly { readonly path: string; readonly reason: string }[];
}

export async function inspectCollection(lake: DocumentLake, collection: Collection): Promise<InspectedCollection> {
  const { database, collection: name } = collection;
  const stopped = await readStopped(lake, collection);
  const nothing = { database, collection: name, stopped: null, backlog: 0, effect: null, refused: [] };
  if (stopped === undefined) return nothing;
  const backlog = (await listBatches(lake, collection)).filter((batch) => batch >= stopped.batch).length;
  const acceptance = acceptanceOf(collection, await readSchema(lake, collection), stopped);
  return {
    ...nothing,
    stopped,
    backlog,
    effect: acceptance !== undefined && "effect" in acceptance ? acceptance.effect : null,
    refused: acceptance !== undefined && "refused" in acceptance ? acceptance.refused : [],
  };
}

/** Undefined if it is not stopped by drift. */
export function acceptanceOf(
  collection: Collection,
  schema: Registered | undefined,
  { code, changes }: Stopped,
): Acceptance | undefined {
  return code !== "DRIFT" || schema === undefined ? undefined : accept(collection, schema, changes);
}
