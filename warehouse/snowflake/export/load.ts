import { columnName } from "../../../contracts/columns.ts";
import type { Table } from "../../../contracts/table.ts";
import { tableIn, tableName } from "../names.ts";
import { literal } from "../sql-text.ts";
import type { Target } from "../target.ts";
import { columnsOf } from "./tables.ts";

/** A table that is loaded from the CSV files in a folder of a stage. */
export interface Load {
  readonly database: string;
  readonly name: string;
  readonly table: Table;
  /** With database and schema. The files of the table are in the folder of its name. */
  readonly stage: string;
}

/**
 * Loads files with a header, each once: Snowflake remembers for 64 days what it has loaded. Columns are found by their names; others than those of
 * the table are left in the files. A file with a value that can't be read is not loaded, and ends the load.
 * https://docs.snowflake.com/en/sql-reference/sql/copy-into-table
 */
export function loadUpstream(target: Target, { database, name, stage }: Load): string {
  return `COPY INTO ${tableIn(target, "upstream", database, name)}
FROM ${literal(`@${stage}/${name}/`)}
FILE_FORMAT = (
  TYPE = CSV PARSE_HEADER = TRUE FIELD_OPTIONALLY_ENCLOSED_BY = '"' COMPRESSION = AUTO ERROR_ON_COLUMN_COUNT_MISMATCH = FALSE
)
MATCH_BY_COLUMN_NAME = CASE_INSENSITIVE ON_ERROR = ABORT_STATEMENT`;
}

/** Rows of files that don't say when they changed have changed now. Undefined if the table has no such column. */
export function dateLoaded(target: Target, { database, name, table }: Load): string | undefined {
  if (table.updatedAt === undefined) return undefined;
  const column = columnName([table.updatedAt]);
  return `UPDATE ${tableIn(target, "upstream", database, name)} SET ${column} = SYSDATE() WHERE ${column} IS NULL`;
}

/** Counts the rows, as ROWS_, and of each listed column how many have a value: a column that no file has is empty in all rows. */
export function countUpstream(target: Target, { database, name, table }: Load): string {
  const columns = columnsOf(table).map(({ column }) => `COUNT(${column}) AS ${countName(column)}`);
  return `SELECT ${["COUNT(*) AS rows_", ...columns].join(", ")} FROM ${tableIn(target, "upstream", database, name)}`;
}

export function countName(column: string): string {
  return tableName(["n", column]);
}
