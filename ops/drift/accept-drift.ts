import { UserError } from "../../command/user-error.ts";
import { firstSchema } from "../../functions/process/first-schema.ts";
import { profileOf } from "../../functions/process/first-schema-of.ts";
import type { DocumentLake } from "../../functions/process/lake.ts";
import { listBatches, readSchema, readStopped, removeStopped, writeSchema } from "../../functions/process/state.ts";
import type { Stopped } from "../../functions/process/stopped.ts";
import type { Collection } from "../../warehouse/redshift/collection.ts";
import type { Registered } from "../../warehouse/redshift/schema.ts";
import { fullName } from "../redshift/find-collection.ts";
import { acceptanceOf } from "./inspect-collection.ts";

/** Takes the changes into the registered schema, then lets the collection be loaded again. If it is cut off between, it can be repeated. */
export async function acceptDrift(lake: DocumentLake, collection: Collection): Promise<void> {
  const stopped = await readStopped(lake, collection);
  if (stopped === undefined)
    throw new UserError(`${fullName(collection)} is not stopped: there is nothing to accept.`, 1);
  await writeSchema(lake, collection, await schemaWith(lake, collection, stopped));
  await removeStopped(lake, collection);
}

async function schemaWith(lake: DocumentLake, collection: Collection, stopped: Stopped): Promise<Registered> {
  const schema = await readSchema(lake, collection);
  if (stopped.code === "UNTYPED") {
    const batches = await listBatches(lake, collection);
    return schema ?? firstSchema(collection, await profileOf(lake, collection, batches)).registered;
  }
  if (schema === undefined)
    throw new UserError(`${fullName(collection)} has no registered schema: run the process step first.`, 1);
  if (stopped.code === "UNLISTED") return ignoring(collection, schema, stopped.names);
  const acceptance = acceptanceOf(collection, schema, stopped);
  if (acceptance !== undefined && "schema" in acceptance) return acceptance.schema;
  const reasons = acceptance?.refused.map(({ path, reason }) => `\n  ${path}: ${reason}`) ?? [];
  throw new UserError(`${fullName(collection)} can't be accepted, and nothing was changed:${reasons.join("")}`, 1);
}

function ignoring(collection: Collection, schema: Registered, names: readonly string[]): Registered {
  if (names.length === 0) {
    const problem = "has fields whose names are not identifiers, so they are not shown and can't be ignored one by one";
    throw new UserError(`${fullName(collection)} ${problem}: set unlistedFields to "report", and deploy.`, 1);
  }
  return { ...schema, ignored: [...new Set([...(schema.ignored ?? []), ...names])].sort() };
}
