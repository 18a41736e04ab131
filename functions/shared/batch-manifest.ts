import type { Profile } from "./profile.ts";

/**
 * A batch of a collection, as `raw/<database>/<collection>/<n>.json`. It is written last and only once, so it is what commits the batch:
 * a Parquet file without a manifest is not data. It is also the only place of the resume token, beside the state of an empty run.
 */
export interface BatchManifest {
  /** 8 digits, without a gap: `00000007`. */
  readonly batch: string;
  readonly kind: "snapshot" | "changes";
  readonly database: string;
  readonly collection: string;
  /** Only of a snapshot: which part of which load it is. */
  readonly range?: SnapshotRange;
  /** Only of a snapshot: true in the last range of a load. Changes begin only after it. */
  readonly complete?: boolean;
  readonly parquet: { readonly key: string; readonly bytes: number; readonly sha256: string };
  /** Rows in the Parquet file; may be 0. */
  readonly rows: number;
  /** Where the next changes begin. In all ranges of a load, the token from before its first document. */
  readonly token: unknown;
  /** Time of the token, ISO 8601. */
  readonly tokenTime: string;
  /** MongoDB's time up to which the batch was read, ISO 8601. */
  readonly clusterTime: string;
  readonly profile: Profile;
  /** Fields at the top level that the contract does not list. */
  readonly unlisted: UnlistedNames;
  /** Updates without a post image: such a row has the document as it was later. */
  readonly postImagesMissing: number;
}

/** A load reads a collection in ranges of `_id`, one after the other. */
export interface SnapshotRange {
  /** The batch of the load's first range. A range with its own batch here begins a load, which replaces all rows of before. */
  readonly load: string;
  readonly index: number;
  /** The last `_id` of the range, as canonical extended JSON; absent if it had no document. */
  readonly last?: string;
}

export interface UnlistedNames {
  /** Identifiers only: other names may be data. At most 100. */
  readonly names: readonly string[];
  /** Documents that have some, also those with other names. */
  readonly documents: number;
}

/** `state/<database>/<collection>.json`: only after a run without changes, so that the token does not become old. */
export interface CollectionState {
  /** The newest batch when it was written; if there is a newer one, the state is out of date. */
  readonly after: string;
  readonly token: unknown;
  readonly tokenTime: string;
}

/** The columns of a raw Parquet file before those of the fields, each of which is JSON text under MongoDB's name. */
export const RAW_COLUMNS = ["_id", "_op", "_cluster_time", "_ordinal"] as const;

/** `r` read by a snapshot; `c` created, `u` updated or replaced, `d` deleted: a row with the key only. */
export type RawOperation = "r" | "c" | "u" | "d";

export function batchName(number: number): string {
  return String(number).padStart(8, "0");
}

export function rawFolder(database: string, collection: string): string {
  return `raw/${database}/${collection}/`;
}

export function manifestKey({ database, collection, batch }: Pick<BatchManifest, "database" | "collection" | "batch">) {
  return `${rawFolder(database, collection)}${batch}.json`;
}

/** @returns the batch, or undefined if the key is not that of a manifest */
export function batchOfKey(key: string): string | undefined {
  return /\/(\d{8})\.json$/.exec(key)?.[1];
}

export function stateKey(database: string, collection: string): string {
  return `state/${database}/${collection}.json`;
}
