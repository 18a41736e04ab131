import type { AllowList } from "./mask.ts";
import type { Table } from "./table.ts";

/** Tables by name. A table that is not listed is not replicated. */
export type Tables = { readonly [table: string]: Table };

/** A database with data that may leave. */
export type Source =
  | { readonly engine: "mongodb"; readonly collections: AllowList }
  | { readonly engine: "mysql" | "postgres" | "snowflake"; readonly tables: Tables };

/** Sources by the name of their database. Two of them may have a collection or a table of the same name. */
export type Sources = { readonly [database: string]: Source };

/** The engines by their own names. */
export const ENGINES = { mongodb: "MongoDB", mysql: "MySQL", postgres: "PostgreSQL", snowflake: "Snowflake" } as const;

/** A source with tables whose changes DMS reads. */
export type RelationalSource = Extract<Source, { readonly tables: Tables }> & { readonly engine: "mysql" | "postgres" };

export function isRelational(source: Source): source is RelationalSource {
  return source.engine === "mysql" || source.engine === "postgres";
}
