import { columnName } from "../../../contracts/columns.ts";
import type { ExportedTable } from "../../../contracts/exported-tables-of.ts";
import type { Scalar } from "../../../contracts/field.ts";
import { tableIn } from "../names.ts";
import { list, literal } from "../sql-text.ts";

/** An export of a table's rows. Every name in it is the contract's. */
export interface Unload {
  /** Snowflake's database, and the source in it. */
  readonly warehouseDatabase: string;
  readonly database: string;
  readonly name: string;
  readonly table: ExportedTable;
  /** The stage with database and schema, and in it the start of the parts' names. */
  readonly stage: string;
  readonly path: string;
  /** Only the rows whose time of a change is later, or unknown: UTC, ISO 8601. */
  readonly after?: string;
  /** The moment that is read: UTC, ISO 8601. Absent: the moment of the query. */
  readonly at?: string;
  /** The most bytes of a part. */
  readonly partBytes: number;
}

/**
 * Writes the rows as gzipped CSV: a header in the contract's spelling, NULL bare, an empty text as `""`, so that PostgreSQL reads what was there.
 * It answers one row for each part. A table without rows has no part.
 * https://docs.snowflake.com/en/sql-reference/sql/copy-into-location
 */
export function unload(of: Unload): string {
  const { table, stage, path, partBytes } = of;
  const columns = Object.entries(table.columns).map(([name, type]) => `${written(name, type)} AS "${quoted(name)}"`);
  return `COPY INTO ${literal(`@${stage}/${path}`)}
FROM (
  SELECT
    ${list(columns, 4)}
  FROM ${rows(of)}
)
FILE_FORMAT = (
  TYPE = CSV COMPRESSION = GZIP FIELD_OPTIONALLY_ENCLOSED_BY = '"' ESCAPE_UNENCLOSED_FIELD = NONE
  NULL_IF = ('') EMPTY_FIELD_AS_NULL = FALSE
)
HEADER = TRUE INCLUDE_QUERY_ID = TRUE DETAILED_OUTPUT = TRUE MAX_FILE_SIZE = ${partBytes}`;
}

/** Reads nothing, and fails if Snowflake does not have the moment any longer, or not yet. */
export function askForMoment(of: Unload): string {
  return `SELECT 1 FROM ${rows(of)} LIMIT 0`;
}

/**
 * One statement reads one state of the table in any case; the moment makes it the same for all tables of a run.
 * https://docs.snowflake.com/en/sql-reference/constructs/at-before
 */
function rows({ warehouseDatabase, database, name, table, after, at }: Unload): string {
  const view = tableIn({ snowflake: { database: warehouseDatabase } }, "export", database, name);
  const moment = at === undefined ? "" : ` AT (TIMESTAMP => ${literal(at)}::TIMESTAMP_TZ)`;
  if (after === undefined || table.updatedAt === undefined) return `${view}${moment}`;
  const updatedAt = columnName([table.updatedAt]);
  return `${view}${moment}\n  WHERE ${updatedAt} > ${literal(after)}::TIMESTAMP_TZ OR ${updatedAt} IS NULL`;
}

/** A value as PostgreSQL reads it, whatever the session's formats are. A time is in UTC, with all of its nine digits. */
function written(name: string, type: Scalar): string {
  const column = columnName([name]);
  if (type === "date") return `TO_VARCHAR(${column}, 'YYYY-MM-DD')`;
  if (type !== "timestamp") return column;
  return `TO_VARCHAR(CONVERT_TIMEZONE('UTC', ${column}), 'YYYY-MM-DD HH24:MI:SS.FF9')`;
}

function quoted(name: string): string {
  return name.replaceAll('"', '""');
}
