import { schemaOf, tableIn, tableName } from "../names.ts";
import type { StreamedTable, Target } from "../target.ts";

type Named = Pick<Target, "snowflake">;
type Source = Pick<StreamedTable, "database" | "name">;

/** Something in the schema of a source's staging and star tables: `CLEARWELL_PRODUCTION.star_video.dim_customer`. No reader sees it. */
export function inStar(target: Named, database: string, name: string): string {
  return `${schemaOf(target, "star", database)}.${name}`;
}

export function landingOf(target: Named, { database, name }: Source): string {
  return tableIn(target, "landing", database, name);
}

/** What has landed since the last wash. */
export function landingStream(target: Named, { database, name }: Source): string {
  return `${schemaOf(target, "landing", database)}.${tableName([name, "stream"])}`;
}

/** `CLEARWELL_PRODUCTION.landing_video.kinesis_s3_snowpipe_customers` */
export function streamPipe(target: Named, { database, name }: Source): string {
  return `${schemaOf(target, "landing", database)}.${tableName(["kinesis_s3_snowpipe", name])}`;
}

/** Records as text, each once. */
export function stagingOf(target: Named, { database, name }: Source): string {
  return inStar(target, database, tableName(["stg", name]));
}

/** The same with types. */
export function typedOf(target: Named, { database, name }: Source): string {
  return inStar(target, database, tableName(["typed", name]));
}

/** What the source has counted, once a day. */
export function controlsOf(target: Named, database: string): string {
  return inStar(target, database, "controls");
}

/**
 * The records of a table of which a table of the star does not know yet. It is named by both: a dimension that is given another table gets another
 * stream, where the old one would go on reading the old table.
 */
export function inputStream(target: Named, source: Source, table: string): string {
  return inStar(target, source.database, tableName([table, "of", source.name, "stream"]));
}

/** A row here lets the tasks make the whole star again. */
export function rebuildOf(target: Named, database: string): string {
  return inStar(target, database, "rebuild");
}

/** Each of the two tasks reads the requests in its own time. */
export function rebuildStream(target: Named, database: string, task: "fill" | "merge"): string {
  return inStar(target, database, `rebuild_${task}_stream`);
}

export const TASKS = { wash: "wash_rows", fill: "fill_dimensions", merge: "merge_facts" } as const;
