import { columnName } from "../../contracts/columns.ts";
import { modelIn } from "../dbt-files/names.ts";
import type { SourceTable, Target } from "./target.ts";

type Named = Pick<Target, "snowflake">;

/** All that is known of a table's rows. Every view stands on it. */
export function changesOf(target: Named, source: SourceTable): string {
  return modelIn(target, "cdc", source);
}

/** Its columns, also those that the contract lists no longer, with `name`. */
export function describeChanges(target: Named, source: SourceTable): string {
  return `DESCRIBE TABLE ${changesOf(target, source)}`;
}

/** How many changes of a row there are: `LANDED`. Binds: the values of its key as text. */
export function countChanges(target: Named, source: SourceTable): string {
  return `SELECT COUNT(*) AS landed FROM ${changesOf(target, source)}\n${whereKey(source)}`;
}

/**
 * Empties the changes of a row, and makes deletes of them, so that it is in no view. They stay as rows without values: dbt would read a file
 * again of which no row is left, and the lake still has it. Binds: the values of its key as text.
 * @param columns all columns of the table
 */
export function emptyChanges(target: Named, source: SourceTable, columns: readonly string[]): string {
  const values = columns.filter((column) => !KEPT.has(column.toUpperCase()));
  const set = [...values.map((column) => `${column} = NULL`), "_op = 'D'"].join(", ");
  return `UPDATE ${changesOf(target, source)} SET ${set}\n${whereKey(source)}`;
}

/** What dbt adds to each change. No column of a contract has one of these names. */
const KEPT = new Set(["_OP", "_SOURCE_AT", "_SEQUENCE", "_FILE", "_ROW", "_VERSION", "_LOADED_AT"]);

function whereKey({ table }: SourceTable): string {
  return `WHERE ${table.key.map((column) => `${columnName([column])}::VARCHAR = ?`).join(" AND ")}`;
}
