import type { Mask } from "../../contracts/mask.ts";
import type { Random } from "../../local/demo/random.ts";

/** A kind of RAW file. Each has the columns `Op`, `dms_replicated_at` and `oid__id` before its own. */
export interface DataSet {
  readonly name: string;
  /** What is special about it; the heading in the tables. */
  readonly title: string;
  readonly mask: Mask;
  readonly columns: readonly string[];
  /** The cells of one row, in the order of the columns. */
  readonly cells: (random: Random) => string[];
}

export const NULL_MARKER = "NULL";
