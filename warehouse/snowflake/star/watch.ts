import { dailyTask } from "../daily-task.ts";
import { fileName, sourceSchema } from "../names.ts";
import type { Made, SqlFile } from "../sql-file.ts";
import type { StreamedDatabase, Target } from "../target.ts";
import { controlViewOf } from "./control.ts";
import { publisherOf } from "./landing.ts";
import { inStar } from "./names.ts";
import { block, failIfAny } from "./statements.ts";

/** Alarm so many days before a stream would lose rows. */
const STALE_WITHIN_DAYS = 3;

/**
 * Looks every morning whether what is here is what the source has counted, and whether it has counted, and fails if not. The failures name
 * tables and days. Two tasks, because a table of which no count came must not hide that another differs.
 */
export function compareDaily(target: Target, source: StreamedDatabase): SqlFile {
  const { database } = source;
  const publisher = publisherOf(target, source.stream);
  const view = controlViewOf(target, database);
  const table = `'${database}/' || source_table`;
  const compare = inStar(target, database, "compare_controls");
  const miss = inStar(target, database, "miss_controls");
  const differs = failIfAny("CONTROL_DIFFERS", `${table} || ' on ' || day`, `FROM ${view} WHERE differs`);
  const missing = failIfAny("CONTROL_MISSING", table, `FROM ${view} WHERE missing`);
  return {
    name: `480_${fileName(database, "compare")}.sql`,
    statements: [...dailyTask(compare, "23 5", publisher, differs), ...dailyTask(miss, "33 5", publisher, missing)],
    makes: [madeTask(compare), madeTask(miss)],
  };
}

/**
 * Looks every morning whether a stream of a source is near the day from which it could no longer be read, or beyond it, and fails if one is.
 * Streams whose rows are taken every few minutes never are. A task for each source, which notifies the stack that reads it.
 * https://docs.snowflake.com/en/sql-reference/sql/show-streams
 */
export function watchStreams(target: Target, { database, stream }: StreamedDatabase): SqlFile {
  const task = inStar(target, database, "watch_streams");
  const schemas = (["landing", "star"] as const).map((kind) => `'${sourceSchema(kind, database).toUpperCase()}'`);
  const found = failIfAny(
    "STREAM_NEARLY_STALE",
    '"schema_name" || \'.\' || "name"',
    [
      `FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) WHERE "schema_name" IN (${schemas.join(", ")})`,
      `AND "stale_after" < DATEADD(DAY, ${STALE_WITHIN_DAYS}, CURRENT_TIMESTAMP())`,
    ].join(" "),
  );
  return {
    name: `490_${fileName(database, "watch_streams")}.sql`,
    statements: dailyTask(
      task,
      "43 5",
      publisherOf(target, stream),
      block([`SHOW STREAMS IN DATABASE ${target.snowflake.database}`, found]),
    ),
    makes: [madeTask(task)],
  };
}

export function madeTask(name: string): Made {
  return { kind: "task", name, undo: [`DROP TASK IF EXISTS ${name}`] };
}
