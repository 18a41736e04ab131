import { tableIn } from "../names.ts";
import { literal } from "../sql-text.ts";
import type { StreamedDatabase, StreamedTable, Target } from "../target.ts";
import { controlViewOf } from "./control.ts";
import { controlsOf, stagingOf } from "./names.ts";

// What `warehouse check` asks of streamed sources. None of it reads a value of a row but its time.

/** With `name`, `stale` and `stale_after`. https://docs.snowflake.com/en/sql-reference/sql/show-streams */
export function streamsInSchema(schema: string): string {
  return `SHOW STREAMS IN SCHEMA ${schema}`;
}

/** With `name` and `state`. https://docs.snowflake.com/en/sql-reference/sql/show-tasks */
export function tasksInSchema(schema: string): string {
  return `SHOW TASKS IN SCHEMA ${schema}`;
}

/** Tables of which something else is here than the source has counted: `SOURCE_TABLE, DAY, KEYS_AT_SOURCE, KEYS_HERE`. */
export function differences(target: Target, { database }: StreamedDatabase): string {
  return `SELECT source_table, day, keys_at_source, keys_here FROM ${controlViewOf(target, database)} WHERE differs`;
}

/**
 * `KEY_COUNT, NEWEST, COUNTED_AT, MISSING`: rows that are known, the newest change, and the newest control record, in UTC and as text; and
 * whether one should have come.
 */
export function countKeys(target: Target, source: StreamedTable): string {
  const format = "'YYYY-MM-DD HH24:MI:SS'";
  return [
    `SELECT COUNT(DISTINCT _key) AS key_count, TO_CHAR(MAX(_changed_at), ${format}) AS newest,`,
    `(SELECT TO_CHAR(MAX(_extracted_at), ${format}) FROM ${controlsOf(target, source.database)} WHERE source_table = ${literal(source.name)}) AS counted_at,`,
    `COALESCE((SELECT MAX(missing) FROM ${controlViewOf(target, source.database)} WHERE source_table = ${literal(source.name)}), FALSE) AS missing`,
    `FROM ${stagingOf(target, source)}`,
  ].join("\n");
}

/** What the table's check view has counted: `VIEW_NAME, FIELD, FINDING, FOUND`. */
export function findingsOf(target: Target, { database, name }: StreamedTable): string {
  return `SELECT view_name, field, finding, found FROM ${tableIn(target, "checks", database, name)} WHERE found > 0`;
}
