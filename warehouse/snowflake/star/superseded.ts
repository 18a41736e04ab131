import { dailyTask } from "../daily-task.ts";
import { fileName } from "../names.ts";
import type { SqlFile } from "../sql-file.ts";
import type { StreamedDatabase, StreamedTable, Target } from "../target.ts";
import { publisherOf } from "./landing.ts";
import { inStar, landingOf, stagingOf } from "./names.ts";
import { dimensionsOf } from "./shape.ts";
import { controlIn, IS_WHOLE, recordColumns } from "./staging.ts";
import { block, indent, NEWEST_FIRST, select } from "./statements.ts";
import { madeTask } from "./watch.ts";

/** So long a row that is no longer the newest stays at least: the control record of a day counts it. */
const LEAST_DAYS = 7;

/** A daily task that removes superseded records, if the environment says after how many days. Undefined otherwise. */
export function removeSupersededRecords(target: Target, source: StreamedDatabase): SqlFile | undefined {
  const days = target.snowflake.landingDays;
  if (days === undefined) return undefined;
  const task = inStar(target, source.database, "remove_superseded");
  const versioned = dimensionsOf(source).flatMap((each) => (each.type === 2 ? [each.source.name] : []));
  const deletions = source.tables.flatMap((table) => [
    fromLanding(target, table, days),
    fromStaging(target, table, Math.max(days, LEAST_DAYS), versioned.includes(table.name)),
  ]);
  return {
    name: `440_${fileName(source.database, "superseded")}.sql`,
    statements: dailyTask(task, "17 3", publisherOf(target, source.stream), block(deletions)),
    makes: [madeTask(task)],
  };
}

/** Never the newest record of a key; nor one that can't be put in order. */
function fromLanding(target: Target, source: StreamedTable, days: number): string {
  const table = landingOf(target, source);
  return [
    `DELETE FROM ${table}`,
    `WHERE _loaded_at < DATEADD(DAY, -${days}, CURRENT_TIMESTAMP())`,
    "AND (_file, _row) IN (SELECT _file, _row FROM (",
    indent(
      [
        `SELECT _file, _row, _is_control, ROW_NUMBER() OVER (PARTITION BY _key, _is_control ORDER BY ${NEWEST_FIRST}, _file, _row) AS place FROM (`,
        indent(select(["_file", "_row", `${controlIn("src")} IS NOT NULL AS _is_control`, ...recordColumns(source)])),
        `  FROM ${table}`,
        `) WHERE _is_control OR (${IS_WHOLE})`,
      ].join("\n"),
    ),
    ") WHERE _is_control OR place > 1)",
  ].join("\n");
}

/** Of a dimension of type 2 all versions stay, and of each version the last reading. */
function fromStaging(target: Target, source: StreamedTable, days: number, isVersioned: boolean): string {
  const table = stagingOf(target, source);
  const group = isVersioned ? "_key, _changed_at" : "_key";
  return [
    `DELETE FROM ${table} WHERE (_key, _content) IN (SELECT _key, _content FROM (`,
    `  SELECT _key, _content, LAG(_loaded_at) OVER (PARTITION BY ${group} ORDER BY ${NEWEST_FIRST}) AS superseded_at FROM ${table}`,
    `) WHERE superseded_at < DATEADD(DAY, -${days}, CURRENT_TIMESTAMP()))`,
  ].join("\n");
}
