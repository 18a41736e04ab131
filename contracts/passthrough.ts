/** Columns that pass for every collection without being listed, in addition to the key. */

/** When DMS replicated the row: `TimestampColumnName` of the S3 endpoint. */
export const TIMESTAMP_COLUMN = "dms_replicated_at";

/** I, U or D. First header of a CDC file; a full load has it only if `IncludeOpForFullLoad` is set. */
export const OP_COLUMN = "Op";
