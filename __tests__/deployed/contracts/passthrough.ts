import type { Mask } from "./mask.ts";

/** Columns that pass for every collection without being listed. */

/** The document's ObjectId under the name that DMS gives it; a mask may name another column with `"key"`. */
const OBJECT_ID_COLUMN = "oid__id";

/** When DMS replicated the row: `TimestampColumnName` of the S3 endpoint. */
export const TIMESTAMP_COLUMN = "dms_replicated_at";

/** I, U or D. First header of a CDC file; a full load has it only where `IncludeOpForFullLoad` is set. */
export const OP_COLUMN = "Op";

/** The column that identifies a document: the one that the mask calls `"key"`, else `oid__id`. */
export function keyColumn(mask: Mask): string {
  return Object.keys(mask).find((column) => mask[column] === "key") ?? OBJECT_ID_COLUMN;
}
