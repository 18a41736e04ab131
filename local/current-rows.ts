import { stat } from "node:fs/promises";
import { DuckDBInstance } from "@duckdb/node-api";

/** A collection's CLEAN files on disk, and what identifies a document in them. */
export interface CleanCollection {
  readonly files: readonly string[];
  /** Each part of the key, as the names that lead to it. */
  readonly key: readonly (readonly string[])[];
}

export interface RowCounts {
  /** Rows in the CLEAN files: one for each insert, update and delete. */
  readonly rows: number;
  /** Documents that exist after all of them. */
  readonly current: number;
}

/** Counts as the warehouse would, from only the CLEAN files. */
export async function countCurrentRows(collection: CleanCollection): Promise<RowCounts> {
  const sql = `${await numberedRows(collection)} SELECT (SELECT count(*) FROM numbered), count(*) FROM (${CURRENT})`;
  const [{ rows, current }] = (await query(sql, ["rows", "current"])) as [Record<string, unknown>];
  return { rows: Number(rows), current: Number(current) };
}

/** Fields of the documents that exist, as text, null if the row lacks the field. In the order of the keys. */
export async function currentRows(
  collection: CleanCollection,
  fields: readonly string[],
): Promise<Record<string, unknown>[]> {
  const sql = `${await numberedRows(collection, fields)} SELECT key, ${fields.map(name).join(", ")} FROM (${CURRENT}) ORDER BY key`;
  return query(sql, ["key", ...fields]);
}

/**
 * The last row of each document, unless it is a delete. The order is:
 * 1. the time;
 * 2. at the same time, a change comes after the full load (sorted by name, `LOAD…` would come after the digits of a change file);
 * 3. the name of the file, which for change files has the time;
 * 4. when the file was written: after a replay, files of one name differ only in their version, and the newest has today's fields;
 * 5. the row's place in the file.
 */
const CURRENT = `
  SELECT * FROM (
    SELECT * FROM numbered
    QUALIFY row_number() OVER (
      PARTITION BY key
      ORDER BY dms_replicated_at DESC, regexp_matches(file, '(^|_)LOAD[0-9A-F]{8}'), file DESC, modified DESC, number DESC) = 1)
  WHERE Op IS DISTINCT FROM 'D'`;

/** All rows, each with the name of its file without version and extension, the time the file was written, and its place in the file. */
async function numberedRows({ files, key }: CleanCollection, fields: readonly string[] = []): Promise<string> {
  const times = await Promise.all(files.map(async (file) => `(${literal(file)}, ${(await stat(file)).mtimeMs})`));
  const columns = [...new Set([...key.map(([column = ""]) => column), "dms_replicated_at", "Op", ...fields])];
  return `
    WITH written(filename, modified) AS (VALUES ${times.join(", ")}),
    read AS (
      SELECT *, row_number() OVER () AS number FROM read_json(
        [${files.map(literal).join(", ")}],
        format = 'newline_delimited', compression = 'gzip', filename = true,
        columns = {${columns.map((column) => `${literal(column)}: 'VARCHAR'`).join(", ")}})
    ), numbered AS (
      SELECT *, ${keyText(key)} AS key,
        regexp_replace(parse_filename(filename), '(\\.[0-9a-f]{8})?\\.json\\.gz$', '') AS file
      FROM read JOIN written USING (filename)
    )`;
}

/** The key as text; a compound key as a JSON array of its parts, so that different keys have different texts. */
function keyText(key: CleanCollection["key"]): string {
  const parts = key.map(([column = "", ...inner]) =>
    inner.length === 0 ? name(column) : `json_extract(${name(column)}, ${literal(`$${inner.map(step).join("")}`)})`,
  );
  return parts.length === 1 ? (parts[0] ?? "") : `to_json([${parts.map((part) => `to_json(${part})`).join(", ")}])`;
}

function step(key: string): string {
  return `."${key.replaceAll('"', '\\"')}"`;
}

async function query(sql: string, names: readonly string[]): Promise<Record<string, unknown>[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    // A single thread reads the files in order, so that the row numbers are those of the files.
    await connection.run("SET threads = 1");
    const rows = (await connection.runAndReadAll(sql)).getRows();
    return rows.map((row) => Object.fromEntries(names.map((column, index) => [column, row[index]])));
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

function name(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}
