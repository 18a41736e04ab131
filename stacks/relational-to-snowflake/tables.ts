import { isRelational, type RelationalSource, type Sources, type Tables } from "../../contracts/source.ts";
import type { RelationalToSnowflake } from "./settings.ts";

/** The source of a database; undefined if the contracts have none of this name, or one of another kind. */
export function sourceOf(sources: Sources, database: string): RelationalSource | undefined {
  const source = Object.hasOwn(sources, database) ? sources[database] : undefined;
  return source !== undefined && isRelational(source) ? source : undefined;
}

/** The databases of a stack by name, so that their order in the settings means nothing. */
export function databasesOf({ databases }: Pick<RelationalToSnowflake, "databases">): readonly string[] {
  return Object.keys(databases).sort();
}

/** The contracts of a database's tables that the stack replicates, in the order of the contracts. */
export function tablesOf(
  { databases }: Pick<RelationalToSnowflake, "databases">,
  sources: Sources,
  database: string,
): Tables {
  const all = sourceOf(sources, database)?.tables ?? {};
  const only = databases[database]?.tables;
  if (only === undefined) return all;
  return Object.fromEntries(Object.entries(all).filter(([name]) => only.includes(name)));
}

/** The longest large object that is listed in the tables, in KB; undefined if there is none. */
export function lobMaxKb(tables: Tables): number | undefined {
  const lengths = Object.values(tables).flatMap(({ lob = {} }) => Object.values(lob).map(({ maxKb }) => maxKb));
  return lengths.length === 0 ? undefined : Math.max(...lengths);
}
