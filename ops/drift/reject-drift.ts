import { UserError } from "../../command/user-error.ts";
import type { DocumentLake } from "../../functions/process/lake.ts";
import { readStopped, writeStopped } from "../../functions/process/state.ts";
import type { Collection } from "../../warehouse/redshift/collection.ts";
import { fullName } from "../redshift/find-collection.ts";

/** Records that the changes are not wanted: the table stays as it is until the whole collection is read anew. */
export async function rejectDrift(lake: DocumentLake, collection: Collection): Promise<void> {
  const stopped = await readStopped(lake, collection);
  if (stopped === undefined)
    throw new UserError(`${fullName(collection)} is not stopped: there is nothing to reject.`, 1);
  await writeStopped(lake, collection, { ...stopped, rejected: true });
}
