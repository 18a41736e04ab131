import { columnName } from "../../../contracts/columns.ts";
import { listedFields } from "../../../contracts/listed-fields.ts";
import type { Table } from "../../../contracts/table.ts";
import { fileName, tableIn } from "../names.ts";
import type { SqlFile } from "../sql-file.ts";
import { list } from "../sql-text.ts";
import type { SourceTable, Target } from "../target.ts";
import { sqlType } from "../types.ts";

/**
 * A table that is exported, and the secure view of its listed columns, which is all that the exporter may read. The table is made if it is not
 * there: one that somebody else fills may have other columns, which stay in it. The view has no masks: PostgreSQL has its own readers' rights.
 */
export function exportedTable(target: Target, { database, name, table }: SourceTable): SqlFile {
  const upstream = tableIn(target, "upstream", database, name);
  const view = tableIn(target, "export", database, name);
  const columns = columnsOf(table);
  const typed = columns.map(({ column, type }) => `${column} ${type}`);
  const names = columns.map(({ column }) => column);
  return {
    name: `440_${fileName(database, name)}_export.sql`,
    statements: [
      `CREATE TABLE IF NOT EXISTS ${upstream} (\n  ${list(typed)}\n)`,
      ...typed.map((column) => `ALTER TABLE ${upstream} ADD COLUMN IF NOT EXISTS ${column}`),
      [
        `CREATE OR REPLACE SECURE VIEW ${view} (${names.join(", ")}) COPY GRANTS AS`,
        `SELECT ${names.join(", ")} FROM ${upstream}`,
      ].join("\n"),
    ],
    makes: [
      { kind: "table", name: upstream, undo: [] },
      { kind: "view", name: view, undo: [`DROP VIEW IF EXISTS ${view}`] },
    ],
  };
}

/** The listed columns, as Snowflake names and types them. */
export function columnsOf({ columns }: Pick<Table, "columns">): { readonly column: string; readonly type: string }[] {
  return listedFields(columns).map(({ path, type }) => ({ column: columnName(path), type: sqlType(type) }));
}
