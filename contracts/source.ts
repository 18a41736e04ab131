import type { AllowList } from "./mask.ts";
import type { Star } from "./star.ts";
import type { Table } from "./table.ts";
import type { WatermarkTable } from "./watermark-table.ts";

/** Tables by name. A table that is not listed is not replicated. */
export type Tables = { readonly [table: string]: Table };

/** A database with data that may leave. */
export type Source =
  | { readonly engine: "mongodb"; readonly collections: AllowList }
  | { readonly engine: "mysql" | "postgres" | "snowflake"; readonly read?: never; readonly tables: Tables }
  | WatermarkSource;

/** A MySQL database without DMS: a function reads the rows that changed since its last run, by the time of their last change. */
export interface WatermarkSource {
  readonly engine: "mysql";
  readonly read: "watermark";
  readonly tables: { readonly [table: string]: WatermarkTable };
  /** What readers see of it in the warehouse. Absent: its rows are loaded and compared with the source, and no reader sees them. */
  readonly star?: Star;
}

/** Sources by the name of their database. Two of them may have a collection or a table of the same name. */
export type Sources = { readonly [database: string]: Source };

/** The engines by their own names. */
export const ENGINES = { mongodb: "MongoDB", mysql: "MySQL", postgres: "PostgreSQL", snowflake: "Snowflake" } as const;

/** A source with tables whose changes DMS reads. */
export interface RelationalSource {
  readonly engine: "mysql" | "postgres";
  readonly read?: never;
  readonly tables: Tables;
}

export function isRelational(source: Source): source is RelationalSource {
  return (source.engine === "mysql" || source.engine === "postgres") && source.read === undefined;
}

export function isReadByWatermark(source: Source): source is WatermarkSource {
  return source.engine === "mysql" && source.read === "watermark";
}
