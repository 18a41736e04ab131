import type { Mask } from "../../contracts/mask.ts";
import type { Random } from "../../local/demo/random.ts";

/** A kind of RAW file. `Op`, `dms_replicated_at` and `oid__id` stand before its columns in each. */
export interface DataSet {
  readonly name: string;
  /** What is special about it, for the reader of a table. */
  readonly title: string;
  readonly mask: Mask;
  readonly columns: readonly string[];
  /** One row's cells, as many as there are columns. */
  readonly cells: (random: Random) => string[];
}

export const NULL_MARKER = "NULL";
