import type { MongoCollections } from "../../contracts/mongodb-fields.ts";
import { collectionOf } from "../../warehouse/redshift/collection.ts";
import { CONTAINER_EXIT } from "../shared/exit-codes.ts";
import type { ProcessEnvironment } from "./environment.ts";
import type { DocumentLake } from "./lake.ts";
import { processCollection } from "./process-collection.ts";
import { PROCESS_ERRORS, ProcessError } from "./process-errors.ts";
import type { ProcessTelemetry } from "./telemetry.ts";
import type { Warehouse } from "./warehouse.ts";

/** What the container is made of. */
export interface Parts {
  readonly collections: MongoCollections;
  readonly lake: DocumentLake;
  readonly warehouse: Warehouse;
  readonly telemetry: ProcessTelemetry;
}

/** Loads the job's collection. @returns the container's exit code */
export async function runProcess(environment: ProcessEnvironment, parts: Parts): Promise<number> {
  const { lake, warehouse, telemetry, collections } = parts;
  const { database, collection, redshift, unlistedFields } = environment;
  try {
    const contract = collections[database]?.[collection];
    if (contract === undefined) throw new ProcessError("UNLISTED_COLLECTION");
    const loaded = telemetry.loaded.bind(telemetry);
    const { copyRoleArn } = redshift;
    const context = { lake, warehouse, copyRoleArn, unlistedFields, loaded };
    const outcome = await processCollection(context, collectionOf(database, collection, contract));
    telemetry.ended(outcome);
    return outcome.stopped === undefined ? CONTAINER_EXIT.done : CONTAINER_EXIT.drift;
  } catch (error) {
    telemetry.failed(error);
    return CONTAINER_EXIT[error instanceof ProcessError ? PROCESS_ERRORS[error.code].exit : "failed"];
  }
}
