import type { Scalar } from "../../contracts/field.ts";
import type { ListedWatermarkTable } from "../../contracts/watermark-tables-of.ts";
import { listOf, quoted } from "./sql-text.ts";
import { updatedAtIndex } from "./updated-at-index.ts";

/**
 * The table of a source as its contract needs it, for tests and as an example: a real one has more columns, and other types that fit.
 * The server sets the time of a change, in microseconds.
 */
export function createTable(database: string, name: string, table: ListedWatermarkTable): string {
  const lines = [
    ...Object.entries(table.columns).map(([column, type]) => `${quoted(column)} ${typeOf(column, type, table)}`),
    `primary key (${listOf(table.key)})`,
    `index ${updatedAtIndex(table)}`,
  ];
  return `create table ${quoted(database, name)} (\n  ${lines.join(",\n  ")}\n) engine = InnoDB default charset = utf8mb4`;
}

function typeOf(column: string, type: Scalar, { key, updatedAt, zone }: ListedWatermarkTable): string {
  if (column === updatedAt) {
    const now = "current_timestamp(6)";
    return `${zone === undefined ? "timestamp" : "datetime"}(6) not null default ${now} on update ${now}`;
  }
  // A TIMESTAMP without more may be one that the server updates.
  const sql = type === "timestamp" ? "timestamp(6) null" : (TYPES[type] ?? type);
  return key.includes(column) ? `${sql.replace(/ null$/, "")} not null` : sql;
}

const TYPES: Readonly<Record<string, string>> = {
  text: "varchar(255)",
  integer: "bigint",
  number: "double",
};
