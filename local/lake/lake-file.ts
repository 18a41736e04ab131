import { mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describeField } from "../../contracts/listed-fields.ts";
import { OP_COLUMN, SEQUENCE_COLUMN, TIMESTAMP_COLUMN } from "../../contracts/passthrough.ts";
import type { Table } from "../../contracts/table.ts";
import { LAKE_FORMAT } from "../../stacks/relational-to-snowflake/lake-format.ts";
import { literal, runDuck } from "./duck.ts";

/** A change as DMS writes it: the row by its columns, and when, in which order and how it changed. */
export interface Change {
  readonly op: "I" | "U" | "D";
  /** `2026-02-22 10:15:00.000000` */
  readonly at: string;
  /** Absent in a full load. */
  readonly sequence?: string;
  readonly row: Row;
}

export type Row = Readonly<Record<string, string | number | boolean | null>>;

const DUCK_TYPES: Readonly<Record<string, string>> = {
  text: "VARCHAR",
  integer: "BIGINT",
  number: "DOUBLE",
  boolean: "BOOLEAN",
  date: "DATE",
  timestamp: "TIMESTAMP",
};

const FORMAT = `FORMAT parquet, PARQUET_VERSION v1, COMPRESSION ${LAKE_FORMAT.compressionType}, ROW_GROUP_SIZE ${LAKE_FORMAT.rowGroupLength}`;

/**
 * Writes an object of the lake with these changes. Columns have the types that DMS gives them; one that the contract lacks is text.
 * @param file in the bucket's folder
 */
export async function writeParquet(file: string, table: Table, changes: readonly Change[]): Promise<void> {
  const names = new Set(changes.flatMap(({ row }) => Object.keys(row)));
  const unlisted = [...names].filter((name) => !Object.hasOwn(table.columns, name));
  const columns = [
    [OP_COLUMN, "VARCHAR"] as const,
    ...Object.entries(table.columns).map(([name, column]) => [name, duckType(describeField(column).type)] as const),
    ...unlisted.map((name) => [name, "VARCHAR"] as const),
    [SEQUENCE_COLUMN, "VARCHAR"] as const,
    [TIMESTAMP_COLUMN, "VARCHAR"] as const,
  ];
  const rows = changes.map(({ op, at, sequence, row }) => {
    const values: Row = { ...row, [OP_COLUMN]: op, [SEQUENCE_COLUMN]: sequence ?? null, [TIMESTAMP_COLUMN]: at };
    return `(${columns.map(([name, type]) => `${literal(values[name] ?? null)}::${type}`).join(", ")})`;
  });
  await mkdir(dirname(file), { recursive: true });
  const header = columns.map(([name]) => `"${name}"`).join(", ");
  await runDuck(`COPY (SELECT * FROM (VALUES ${rows.join(", ")}) t(${header})) TO ${literal(file)} (${FORMAT})`);
}

/** Where DMS puts a file: a full load's without a date, changes by the hour of their commit. */
export function loadKey(database: string, table: string, number: number): string {
  return join(database, table, `LOAD${number.toString(16).toUpperCase().padStart(8, "0")}.parquet`);
}

/**
 * @param at `2026-02-22 10:15:00.000000`, when the file's first change was committed
 * @param number in place of the milliseconds, so that files of one second differ
 */
export function changeKey(database: string, table: string, at: string, number = 0): string {
  const digits = at.replace(/\D/g, "");
  return join(
    database,
    table,
    ...at.slice(0, 13).split(/[- ]/),
    `${digits.slice(0, 8)}-${digits.slice(8, 14)}${String(number).padStart(3, "0")}.parquet`,
  );
}

function duckType(type: string): string {
  return DUCK_TYPES[type] ?? type.replace("decimal", "DECIMAL");
}
