import { DuckDBInstance } from "@duckdb/node-api";

/** A row of scalars. Integers and decimals are text, so that no digit is lost; so are dates and times. */
export type DuckRow = Readonly<Record<string, string | number | boolean | null>>;

/** Runs one statement in a DuckDB of its own. */
export async function runDuck(sql: string): Promise<DuckRow[]> {
  const instance = await DuckDBInstance.create(":memory:");
  const connection = await instance.connect();
  try {
    return (await connection.runAndReadAll(sql)).getRowObjectsJson() as DuckRow[];
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

export function literal(value: string | number | boolean | null): string {
  return typeof value === "string" ? `'${value.replaceAll("'", "''")}'` : String(value);
}

/** A column's or table's name. */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}
