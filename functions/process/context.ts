import type { UnlistedFields } from "./environment.ts";
import type { DocumentLake } from "./lake.ts";
import type { Stopped } from "./stopped.ts";
import type { Warehouse } from "./warehouse.ts";

/** What a run uses. */
export interface Context {
  readonly lake: DocumentLake;
  readonly warehouse: Warehouse;
  readonly copyRoleArn: string;
  readonly unlistedFields: UnlistedFields;
  /** Is told of every batch. */
  readonly loaded: (batch: LoadedBatch) => void;
}

export interface LoadedBatch {
  readonly batch: string;
  readonly rows: number;
  /** MongoDB's time of its end. */
  readonly clusterTime: string;
}

/** How a run ended. */
export interface Outcome {
  /** Batches in S3 that are not loaded. */
  readonly backlog: number;
  /** Why the collection is stopped, if it is. */
  readonly stopped?: Stopped;
}
