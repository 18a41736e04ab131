import { externalTable, refreshExternalTable } from "../../warehouse/snowflake/external-tables.ts";
import type { SourceTable, Target } from "../../warehouse/snowflake/target.ts";
import { SnowflakeError, type Warehouse } from "./connection.ts";

/** A table of a relational source, with the files that its external table sees since the refresh. */
export interface RefreshedTable {
  readonly collection: string;
  readonly table: string;
  /** Files that came or went; null if dbt has not made the table yet. */
  readonly files: number | null;
}

/** Lets an external table look for files of which no notification came. The next run of dbt reads them. */
export async function refreshTable(warehouse: Warehouse, target: Target, source: SourceTable): Promise<RefreshedTable> {
  const table = externalTable(target, source);
  const found = { collection: nameOf(source), table };
  try {
    const files = await warehouse.query(refreshExternalTable(table));
    return { ...found, files: files.length };
  } catch (error) {
    if (error instanceof SnowflakeError && error.isMissing) return { ...found, files: null };
    throw error;
  }
}

function nameOf({ database, name }: SourceTable): string {
  return `${database}/${name}`;
}
