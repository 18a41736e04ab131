import { isRelational, type Sources, type Tables } from "../../contracts/source.ts";

/** A source whose changes arrive as Parquet in the lake, which dbt reads. */
export interface RelationalSource {
  readonly database: string;
  readonly tables: Tables;
}

export function relationalIn(sources: Sources): RelationalSource[] {
  return Object.entries(sources).flatMap(([database, source]) =>
    isRelational(source) ? [{ database, tables: source.tables }] : [],
  );
}
