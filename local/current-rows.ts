import { DuckDBInstance } from "@duckdb/node-api";

/** A collection's CLEAN files on disk, and the column that identifies a document. */
export interface CleanCollection {
  readonly files: readonly string[];
  readonly keyColumn: string;
}

export interface RowCounts {
  /** Rows in the CLEAN files: one for each insert, update and delete. */
  readonly rows: number;
  /** Documents that are alive after all of them. */
  readonly current: number;
}

/** Counts as the warehouse would, which has nothing but the CLEAN files. */
export async function countCurrentRows({ files, keyColumn }: CleanCollection): Promise<RowCounts> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    // One thread reads the files one after the other, so that row numbers are those of the files.
    await connection.run("SET threads = 1");
    const reader = await connection.runAndReadAll(currentRows(files, keyColumn));
    const [rows, current] = reader.getRows()[0] ?? [];
    return { rows: Number(rows), current: Number(current) };
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

/**
 * The last row of each document wins, and only then a delete takes it away. A full load's row yields to a change of the
 * same time: `LOAD…` would sort after the digits that a change file's name begins with.
 */
function currentRows(files: readonly string[], keyColumn: string): string {
  return `
    WITH numbered AS (
      SELECT key, dms_replicated_at, Op, parse_filename(filename) AS file, row_number() OVER () AS number
      FROM (SELECT ${name(keyColumn)} AS key, * FROM read_json(
        [${files.map(literal).join(", ")}],
        format = 'newline_delimited', compression = 'gzip', filename = true,
        columns = {${literal(keyColumn)}: 'VARCHAR', dms_replicated_at: 'VARCHAR', Op: 'VARCHAR'}))
    ), latest AS (
      SELECT Op FROM numbered
      QUALIFY row_number() OVER (
        PARTITION BY key
        ORDER BY dms_replicated_at DESC, regexp_matches(file, '(^|_)LOAD[0-9A-F]{8}'), file DESC, number DESC) = 1
    )
    SELECT (SELECT count(*) FROM numbered), count(*) FROM latest WHERE Op IS DISTINCT FROM 'D'`;
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function name(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}
