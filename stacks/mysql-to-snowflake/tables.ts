import { isReadByWatermark, type Sources, type WatermarkSource } from "../../contracts/source.ts";
import type { MysqlToSnowflake } from "./settings.ts";

type Databases = Pick<MysqlToSnowflake, "databases">;

/** A table that a stack reads. */
export interface StreamedTable {
  readonly database: string;
  readonly table: string;
}

/** The source of a database; undefined if the contracts have none of this name, or one of another kind. */
export function sourceOf(sources: Sources, database: string): WatermarkSource | undefined {
  const source = Object.hasOwn(sources, database) ? sources[database] : undefined;
  return source !== undefined && isReadByWatermark(source) ? source : undefined;
}

/** The databases of a stack by name, so that their order in the settings means nothing. */
export function databasesOf({ databases }: Databases): readonly string[] {
  return Object.keys(databases).sort();
}

/** The contracts of a database's tables that the stack reads, in the order of the contracts. */
export function tablesOf({ databases }: Databases, sources: Sources, database: string): WatermarkSource["tables"] {
  const all = sourceOf(sources, database)?.tables ?? {};
  const only = databases[database]?.tables;
  if (only === undefined) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => only.includes(name)));
}

/** All tables of a stack. */
export function tablesIn(stack: Databases, sources: Sources): readonly StreamedTable[] {
  return databasesOf(stack).flatMap((database) =>
    Object.keys(tablesOf(stack, sources, database)).map((table) => ({ database, table })),
  );
}
