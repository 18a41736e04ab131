import { columnMappings } from "../../contracts/column-mappings.ts";
import type { Table } from "../../contracts/table.ts";
import type { Row } from "../lake/lake-file.ts";

/** The row as DMS reads it: the columns that the task's `include-column` rules name, and no other. */
export function included(database: string, name: string, table: Table): (row: Row) => Row {
  const { rules } = columnMappings({ database, schema: database, tables: { [name]: table } });
  const columns = rules.flatMap((rule) =>
    "rule-action" in rule && rule["rule-action"] === "include-column" ? [rule["object-locator"]["column-name"]] : [],
  );
  return (row) => Object.fromEntries(Object.entries(row).filter(([column]) => columns.includes(column)));
}
