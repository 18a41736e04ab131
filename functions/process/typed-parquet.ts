import { type DuckDBConnection, DuckDBInstance } from "@duckdb/node-api";
import type { Column, Registered } from "../../warehouse/redshift/schema.ts";
import { RAW_COLUMNS } from "../shared/batch-manifest.ts";
import { isUnfit, keyUnfit, typedValue } from "./typed-value.ts";

/** Files on this machine. */
interface Files {
  readonly raw: string;
  /** Where the typed one goes. */
  readonly typed: string;
}

export interface Typed {
  readonly rows: number;
  /** Fields with values that can't be written as their type, and how many rows have some. If there are any, there is no file. */
  readonly unfit: readonly { readonly field: string; readonly rows: number }[];
  /** Fields of the raw file that have values and no column. They are not written. */
  readonly unregistered: readonly string[];
}

/** DuckDB's, for what it sorts and groups. The row groups come on top. */
const MEMORY = "1GB";

/** Rows of a row group: DuckDB keeps one in memory, with texts of up to 64 KB. */
const ROW_GROUP = 50_000;

/**
 * Writes a raw file, with JSON text, as a file that COPY reads: the columns of the staging table in their order, with their types. A value
 * that is not exactly one of the column's type is counted, and then nothing is written: casts of DuckDB round decimals, and some give NULL.
 */
export async function writeTyped(
  { raw, typed }: Files,
  { columns }: Pick<Registered, "columns">,
  listed: ReadonlySet<string>,
): Promise<Typed> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: MEMORY, threads: "1" });
  const connection = await instance.connect();
  try {
    const present = (await columnsOf(connection, raw)).filter((field) => listed.has(field));
    const counts = await count(connection, raw, columns, present);
    if (counts.unfit.length > 0 || counts.unregistered.length > 0) return counts;
    await connection.run(
      `COPY (SELECT ${selected(columns, present)} FROM ${file(raw)}) TO ${text(typed)} (FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE ${ROW_GROUP})`,
    );
    return counts;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function columnsOf(connection: DuckDBConnection, raw: string): Promise<readonly string[]> {
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${file(raw)}`);
  return described.getColumnsObject().column_name as string[];
}

/** One pass over the file. */
async function count(
  connection: DuckDBConnection,
  raw: string,
  columns: readonly Column[],
  present: readonly string[],
): Promise<Typed> {
  const checked = columns.filter(({ field }) => present.includes(field));
  const others = present.filter((name) => !columns.some(({ field }) => field === name));
  const conditions = [
    keyUnfit("_id"),
    ...checked.map(({ field, type }) => isUnfit(name(field), type)),
    ...others.map((field) => `${name(field)} <> 'null'`),
  ];
  const counts = conditions.map((condition) => `count(*) FILTER (WHERE ${condition})`);
  const [row = []] = (
    await connection.runAndReadAll(`SELECT count(*), ${counts.join(", ")} FROM ${file(raw)}`)
  ).getRows();
  const [rows = 0, ...found] = row.map(Number);
  const fields = ["_id", ...checked.map(({ field }) => field), ...others];
  const counted = fields.map((field, at) => ({ field, rows: found[at] ?? 0 })).filter((each) => each.rows > 0);
  return {
    rows,
    unfit: counted.filter(({ field }) => !others.includes(field)),
    unregistered: counted.map(({ field }) => field).filter((field) => others.includes(field)),
  };
}

function selected(columns: readonly Column[], present: readonly string[]): string {
  const own = ["_id::VARCHAR", "_op::VARCHAR", "_cluster_time::TIMESTAMP", "_ordinal::BIGINT"];
  const named = own.map((value, at) => `${value} AS ${name(RAW_COLUMNS[at] ?? "")}`);
  const values = columns.map(({ field, column, type }) => {
    // A field that the contract listed later is in no older file, and one that has left it in no newer one.
    const value = typedValue(present.includes(field) ? name(field) : "NULL::VARCHAR", type);
    return `${value} AS ${name(column)}`;
  });
  return [...named, ...values].join(", ");
}

function name(column: string): string {
  return `"${column.replaceAll('"', '""')}"`;
}

function file(path: string): string {
  return `read_parquet(${text(path)})`;
}

function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
