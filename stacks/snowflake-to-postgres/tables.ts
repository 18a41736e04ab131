import type { Source, Sources } from "../../contracts/source.ts";
import type { Table } from "../../contracts/table.ts";
import { createTables } from "../../warehouse/postgres/create-tables.ts";
import type { SnowflakeToPostgres } from "./settings.ts";

/** A table with its contract. */
export interface ExportedTable {
  readonly name: string;
  readonly contract: Table;
}

/** The source of that name in Snowflake; undefined if the contracts have none. */
export function sourceOf(sources: Sources, database: string): Extract<Source, { readonly tables: object }> | undefined {
  const source = Object.hasOwn(sources, database) ? sources[database] : undefined;
  return source?.engine === "snowflake" ? source : undefined;
}

/** The tables that are exported, in the order of the contracts. */
export function tablesOf(
  { database, tables: only }: Pick<SnowflakeToPostgres, "database" | "tables">,
  sources: Sources,
): readonly ExportedTable[] {
  return Object.entries(sourceOf(sources, database)?.tables ?? {})
    .filter(([name]) => only === undefined || only.includes(name))
    .map(([name, contract]) => ({ name, contract }));
}

/** `create_tables.sql` of the tables that are exported. */
export function createTablesOf(
  environment: Pick<SnowflakeToPostgres, "database" | "tables">,
  sources: Sources,
): string {
  const tables = Object.fromEntries(tablesOf(environment, sources).map(({ name, contract }) => [name, contract]));
  return createTables({ [environment.database]: { engine: "snowflake", tables } });
}
