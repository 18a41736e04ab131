import { OP_COLUMN, SEQUENCE_COLUMN, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import type { Table } from "../../contracts/table.ts";
import { type DuckRow, literal, quoted, runDuck } from "./duck.ts";

/** A table's files in the lake. Their full paths, in any order. */
interface LakeTable {
  readonly table: Table;
  readonly files: readonly string[];
}

/** The rows that exist, in the order of their keys: the last change of each key, unless it is a delete. In the same order as dbt's macro `current`. */
export function currentRows({ table, files }: LakeTable): Promise<DuckRow[]> {
  const columns = Object.keys(table.columns).map(quoted).join(", ");
  const key = table.key.map(quoted).join(", ");
  return runDuck(`
    SELECT ${columns} FROM (
      SELECT * FROM (
        SELECT *, coalesce(
          max(CASE WHEN ${SEQUENCE_COLUMN} IS NOT NULL THEN ${TIMESTAMP_COLUMN} END) OVER (
            PARTITION BY ${key} ORDER BY ${SEQUENCE_COLUMN} NULLS FIRST ROWS UNBOUNDED PRECEDING),
          ${TIMESTAMP_COLUMN}) AS _moment
        FROM ${changes(files)})
      QUALIFY row_number() OVER (
        PARTITION BY ${key}
        ORDER BY _moment DESC, regexp_matches(filename, '/LOAD[0-9A-F]{8}[.]parquet$'),
          ${SEQUENCE_COLUMN} DESC NULLS LAST, filename DESC, file_row_number DESC) = 1)
    WHERE ${OP_COLUMN} <> 'D'
    ORDER BY ${key}`);
}

/** The changes of one row, the oldest first. @param key its values, in the order of the contract's key */
export function changesOf(
  { table, files }: LakeTable,
  key: readonly (string | number | boolean | null)[],
): Promise<DuckRow[]> {
  const where = table.key.map((name, at) => `${quoted(name)} = ${literal(key[at] ?? null)}`).join(" AND ");
  return runDuck(`
    SELECT ${OP_COLUMN} AS op, ${TIMESTAMP_COLUMN} AS at, ${SEQUENCE_COLUMN} AS sequence, filename AS file
    FROM ${changes(files)} WHERE ${where}
    ORDER BY ${TIMESTAMP_COLUMN}, ${SEQUENCE_COLUMN} NULLS FIRST`);
}

/** The columns of a file with their types, in its order. */
export async function columnsOf(file: string): Promise<(readonly [name: string, type: string])[]> {
  const rows = await runDuck(`DESCRIBE SELECT * FROM read_parquet(${literal(file)})`);
  return rows.map(({ column_name, column_type }) => [String(column_name), String(column_type)]);
}

/** How many changes of each operation there are. */
export async function countChanges(files: readonly string[]): Promise<Readonly<Record<string, number>>> {
  const rows = await runDuck(`SELECT ${OP_COLUMN} AS op, count(*) AS n FROM ${changes(files)} GROUP BY 1`);
  return Object.fromEntries(rows.map(({ op, n }) => [String(op), Number(n)]));
}

function changes(files: readonly string[]): string {
  return `read_parquet([${files.map(literal).join(", ")}], filename = true, file_row_number = true, union_by_name = true)`;
}
