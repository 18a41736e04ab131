/** Columns that pass for every collection without being listed, in addition to the key. */

/** When DMS replicated the row: `TimestampColumnName` of the S3 endpoint. */
export const TIMESTAMP_COLUMN = "dms_replicated_at";

/** I, U or D. First header of a CDC file; a full load has it only if `IncludeOpForFullLoad` is set. */
export const OP_COLUMN = "Op";

/**
 * The order of changes within one second: a text that only grows, which a rule of the table mappings adds to each row of a relational
 * source. Empty in a full load.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TableMapping.SelectionTransformation.Expressions.html
 */
export const SEQUENCE_COLUMN = "dms_change_sequence";

/** The columns that DMS adds to every row of a relational source. */
export const ADDED_BY_DMS = [OP_COLUMN, TIMESTAMP_COLUMN, SEQUENCE_COLUMN] as const;
