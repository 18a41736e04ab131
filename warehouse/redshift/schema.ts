import type { RedshiftType } from "./types.ts";

/** A collection's registered schema, `schema/<database>/<collection>.json`: what may be loaded without a decision. */
export interface Registered {
  /** Counts up with each accepted change of the table. The ledger has the version that the table has. */
  readonly version: number;
  /** The version with which the table was made anew: a table of an older one has another type in a column. */
  readonly madeAt: number;
  /** The table's columns, without those that every table has. */
  readonly columns: readonly Column[];
  /** BSON types that are accepted, by the profile's path: `nodes[].data.label`. */
  readonly paths: { readonly [path: string]: readonly string[] };
  /** Names that no contract lists and that stop nothing any more. They are not loaded. */
  readonly ignored?: readonly string[];
}

export interface Column {
  /** The version with which it was added. */
  readonly since: number;
  /** The field's name in MongoDB. */
  readonly field: string;
  readonly column: string;
  readonly type: RedshiftType;
}

/** The columns that every table has, before the others, with the types that they have in the staged file. */
export const OWN_COLUMNS = [
  { column: "_id", type: "VARCHAR(1024)" },
  { column: "_op", type: "CHAR(1)" },
  { column: "_cluster_time", type: "TIMESTAMP" },
  { column: "_ordinal", type: "BIGINT" },
] as const;

/** The longest key, in bytes. */
export const MAX_KEY_BYTES = 1024;

/** The batch that wrote the row. Only the table has it. */
export const BATCH_COLUMN = { column: "_batch", type: "VARCHAR(8)" } as const;
