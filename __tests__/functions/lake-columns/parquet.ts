import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DuckDBInstance } from "@duckdb/node-api";
import { OP_COLUMN, SEQUENCE_COLUMN, TIMESTAMP_COLUMN } from "../../../contracts/passthrough.ts";

/** A value that no log and no report may have: it is in every file, in the statistics of its footer too. */
export const VALUE = "Ann Smith";

/** A Parquet file by DuckDB with one row. @param columns by name, an expression: `{ id: "1" }` */
export async function parquet(columns: Readonly<Record<string, string>>): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "clearwell-parquet-"));
  const connection = await (await DuckDBInstance.create()).connect();
  try {
    const file = join(folder, "it.parquet");
    const selected = Object.entries(columns).map(([name, value]) => `${value} AS "${name.replaceAll('"', '""')}"`);
    await connection.run(`COPY (SELECT ${selected.join(", ")}) TO '${file}' (FORMAT parquet)`);
    return await readFile(file);
  } finally {
    connection.closeSync();
    await rm(folder, { recursive: true });
  }
}

/** The same with the columns that DMS adds, as it writes a table. @param names of columns whose value is `VALUE` */
export function fileOfTable(...names: readonly string[]): Promise<Buffer> {
  const added = { [OP_COLUMN]: "'I'", [TIMESTAMP_COLUMN]: "'2026-02-22 10:15:00'", [SEQUENCE_COLUMN]: "'1'" };
  return parquet({ ...Object.fromEntries(names.map((name) => [name, `'${VALUE}'`])), ...added });
}
