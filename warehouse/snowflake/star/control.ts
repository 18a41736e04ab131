import { fileName, schemaOf } from "../names.ts";
import type { SqlFile } from "../sql-file.ts";
import { literal } from "../sql-text.ts";
import type { StreamedDatabase, StreamedTable, Target } from "../target.ts";
import { controlsOf, stagingOf } from "./names.ts";
import { madeView } from "./staging.ts";
import { indent, select } from "./statements.ts";

/** Rows of the same run may come after the control record: Firehose delivers within minutes, and tries for a day. */
const SETTLED_AFTER_HOURS = 2;

/** The source counts every day. A day more, because the view waits for rows that follow, and a run may be cut short. */
const MISSING_AFTER_DAYS = 2;

/**
 * `source_table, day, keys_at_source, keys_here, differs, missing`: of each table, the newest control record that all rows of its run have had
 * time to follow, and what is here of the rows that were read until then. Of each key the newest version counts, as the source has it. `day` is
 * null if none has come.
 * `missing`: the database's rows have come for days, and of this table no control record has, so nobody knows whether all of it is here. A table
 * is counted also if it is empty. Not before anything has come of the database: its schedules may not have been started yet.
 */
export function controlView(target: Target, source: StreamedDatabase): SqlFile {
  const view = controlViewOf(target, source.database);
  return {
    name: `470_${fileName(source.database, "controls")}.sql`,
    statements: [
      [
        `CREATE OR REPLACE VIEW ${view} (source_table, day, keys_at_source, keys_here, differs, missing) COPY GRANTS AS`,
        "WITH newest AS (",
        indent(
          [
            `SELECT * FROM ${controlsOf(target, source.database)}`,
            `WHERE _loaded_at < DATEADD(HOUR, -${SETTLED_AFTER_HOURS}, CURRENT_TIMESTAMP())`,
            "QUALIFY ROW_NUMBER() OVER (PARTITION BY source_table ORDER BY _extracted_at DESC) = 1",
          ].join("\n"),
        ),
        "), here AS (",
        indent(source.tables.map((table) => countedHere(target, table)).join("\nUNION ALL\n")),
        "), began AS (",
        indent(
          [
            "SELECT MIN(loaded_at) AS loaded_at FROM (",
            "  SELECT first_loaded_at AS loaded_at FROM here",
            `  UNION ALL SELECT _loaded_at FROM ${controlsOf(target, source.database)}`,
            ")",
          ].join("\n"),
        ),
        ")",
        select([
          "h.source_table",
          "n.day",
          "n.key_count",
          "h.key_count",
          "(n.key_count IS NOT NULL AND (n.key_count IS DISTINCT FROM h.key_count OR COALESCE(n.checksum, 0) IS DISTINCT FROM h.checksum))",
          `COALESCE(COALESCE(n._loaded_at, h.first_loaded_at, b.loaded_at) < DATEADD(DAY, -${MISSING_AFTER_DAYS}, CURRENT_TIMESTAMP()), FALSE)`,
        ]),
        "FROM here h CROSS JOIN began b LEFT JOIN newest n ON n.source_table = h.source_table",
      ].join("\n"),
    ],
    makes: [madeView(view)],
  };
}

export function controlViewOf(target: Target, database: string): string {
  return `${schemaOf(target, "checks", database)}.controls`;
}

/**
 * The producer's formula: the first 8 digits of the MD5 of key and time, summed.
 * https://docs.snowflake.com/en/sql-reference/sql-format-models
 */
function countedHere(target: Target, source: StreamedTable): string {
  const text = "_key || '|' || TO_CHAR(_changed_at, 'YYYY-MM-DD HH24:MI:SS.FF6')";
  return [
    select([
      `${literal(source.name)} AS source_table`,
      "COUNT(*) AS key_count",
      `COALESCE(SUM(TO_NUMBER(LEFT(MD5(${text}), 8), 'XXXXXXXX')), 0) AS checksum`,
      `(SELECT MIN(_loaded_at) FROM ${stagingOf(target, source)}) AS first_loaded_at`,
    ]),
    "FROM (",
    `  SELECT s._key, MAX(s._changed_at) AS _changed_at FROM ${stagingOf(target, source)} s`,
    `  JOIN newest n ON n.source_table = ${literal(source.name)} AND s._extracted_at <= n._extracted_at`,
    "  GROUP BY s._key",
    ")",
  ].join("\n");
}
