import type { Collection } from "../../warehouse/redshift/collection.ts";
import { updateTable } from "../../warehouse/redshift/table.ts";
import { checkBatch } from "./check-batch.ts";
import type { Context, Outcome } from "./context.ts";
import { firstSchemaOf } from "./first-schema-of.ts";
import { ledgerRow } from "./ledger-row.ts";
import { loadBatch } from "./load-batch.ts";
import { nextLoad, pendingBatches } from "./pending.ts";
import { ProcessError } from "./process-errors.ts";
import {
  listBatches,
  readManifest,
  readSchema,
  readStopped,
  removeStopped,
  writeSchema,
  writeStopped,
} from "./state.ts";
import type { Stopped } from "./stopped.ts";
import { runTransaction } from "./warehouse.ts";

/** Loads what extraction has committed of a collection, batch by batch. README.md specifies it. @throws ProcessError */
export async function processCollection(context: Context, collection: Collection): Promise<Outcome> {
  const { lake } = context;
  const batches = await listBatches(lake, collection);
  const stopped = await readStopped(lake, collection);
  if (stopped !== undefined) {
    const from = await resumesAt(context, collection, batches, stopped);
    if (from === undefined) return { backlog: batches.filter((batch) => batch >= stopped.batch).length, stopped };
    return loadAll(
      context,
      collection,
      batches.filter((batch) => batch >= from),
      stopped,
    );
  }
  return loadAll(context, collection, batches, undefined);
}

/** The first batch that may be loaded although the collection was stopped; undefined if it waits for a decision. */
async function resumesAt(
  { lake }: Context,
  collection: Collection,
  batches: readonly string[],
  { code, batch, rejected }: Stopped,
): Promise<string | undefined> {
  if (rejected === true) return nextLoad(lake, collection, batches, batch);
  return code === "UNTYPED" ? "" : undefined;
}

async function loadAll(
  context: Context,
  collection: Collection,
  batches: readonly string[],
  stopped: Stopped | undefined,
): Promise<Outcome> {
  const { lake } = context;
  if (batches.length === 0) return { backlog: 0 };
  const schema = (await readSchema(lake, collection)) ?? (await firstSchemaOf(lake, collection, batches));
  if (schema === undefined) return { backlog: batches.length };
  if ("code" in schema) {
    await writeStopped(lake, collection, schema);
    return { backlog: batches.length, stopped: schema };
  }
  // Before the table is made: what it is made from must be known if this run ends here.
  await writeSchema(lake, collection, schema);
  if (stopped !== undefined) await removeStopped(lake, collection);
  let { loaded, version } = await ledgerRow(context.warehouse, collection);
  if (version > schema.version) throw new ProcessError("SCHEMA_BEHIND");
  if (version < schema.version) {
    // A table that is made anew is loaded from the raw files: they must be there before it is dropped.
    if (version < schema.madeAt) await pendingBatches(lake, collection, batches, "");
    await runTransaction(context.warehouse, updateTable(collection, version, schema));
    ({ loaded, version } = await ledgerRow(context.warehouse, collection));
  }
  const pending = await pendingBatches(lake, collection, batches, loaded);
  for (const [at, batch] of pending.entries()) {
    const manifest = await readManifest(lake, collection, batch);
    const reason =
      checkBatch(collection, schema, manifest, context.unlistedFields) ??
      (await loadBatch(context, collection, schema, manifest, loaded));
    if (reason !== undefined) {
      await writeStopped(lake, collection, reason);
      return { backlog: pending.length - at, stopped: reason };
    }
    loaded = batch;
  }
  return { backlog: 0 };
}
