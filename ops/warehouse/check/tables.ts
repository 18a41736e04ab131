import { countCurrentRows } from "../../../warehouse/snowflake/table-loads.ts";
import type { SourceTable, Target } from "../../../warehouse/snowflake/target.ts";
import type { Checked } from "../../status/check.ts";
import { SnowflakeError, textIn, type Warehouse } from "../connection.ts";

/** A table of a relational source in Snowflake. */
export interface TableStatus {
  readonly table: string;
  /** Null if dbt has not made the view of current rows yet. */
  readonly currentRows: number | null;
  /** When the newest of them changed at the source, in UTC. Null if there is no row. */
  readonly newest: string | null;
}

export async function countTable(
  warehouse: Warehouse,
  target: Target,
  source: SourceTable,
): Promise<Checked<TableStatus>> {
  const table = `${source.database}/${source.name}`;
  try {
    const [row] = await warehouse.query(countCurrentRows(target, source));
    const newest = textIn(row?.NEWEST) || null;
    return { found: { table, currentRows: Number(row?.CURRENT_ROWS ?? 0), newest }, problems: [] };
  } catch (error) {
    // That it is missing is said of the view for readers.
    if (error instanceof SnowflakeError && error.isMissing)
      return { found: { table, currentRows: null, newest: null }, problems: [] };
    throw error;
  }
}
