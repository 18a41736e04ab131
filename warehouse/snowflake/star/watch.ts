import { fileName, inOperations } from "../names.ts";
import type { Made, SqlFile } from "../sql-file.ts";
import type { StreamedDatabase, Target } from "../target.ts";
import { controlViewOf } from "./control.ts";
import { inStar } from "./names.ts";
import { block, failIfAny } from "./statements.ts";
import { publishFailures } from "./tasks.ts";

/** Alarm so many days before a stream would lose rows. */
const STALE_WITHIN_DAYS = 3;

/** Looks every morning whether what is here is what the source has counted, and fails if it is not. The failure names tables and days. */
export function compareDaily(target: Target, source: StreamedDatabase): SqlFile {
  const { database } = source;
  const task = inStar(target, database, "compare_controls");
  const text = `'${database}/' || source_table || ' on ' || day`;
  return {
    name: `480_${fileName(database, "compare")}.sql`,
    statements: [
      ...daily(
        target,
        task,
        "23 5",
        failIfAny("CONTROL_DIFFERS", text, `FROM ${controlViewOf(target, database)} WHERE differs`),
      ),
    ],
    makes: [madeTask(task)],
  };
}

/**
 * Looks every morning whether a stream is near the day from which it could no longer be read, or beyond it, and fails if one is. Streams whose
 * rows are taken every few minutes never are.
 * https://docs.snowflake.com/en/sql-reference/sql/show-streams
 */
export function watchStreams(target: Target): SqlFile {
  const task = inOperations(target, "watch_streams");
  const found = failIfAny(
    "STREAM_NEARLY_STALE",
    '"schema_name" || \'.\' || "name"',
    `FROM TABLE(RESULT_SCAN(LAST_QUERY_ID())) WHERE "stale_after" < DATEADD(DAY, ${STALE_WITHIN_DAYS}, CURRENT_TIMESTAMP())`,
  );
  return {
    name: "490_watch_streams.sql",
    statements: daily(target, task, "43 5", block([`SHOW STREAMS IN DATABASE ${target.snowflake.database}`, found])),
    makes: [madeTask(task)],
  };
}

/** @param at minute and hour, in UTC */
function daily(target: Target, task: string, at: string, body: string): string[] {
  const options = [`SCHEDULE = 'USING CRON ${at} * * * UTC'`, "SUSPEND_TASK_AFTER_NUM_FAILURES = 0"];
  return [
    [`CREATE OR REPLACE TASK ${task}`, ...options, ...publishFailures(target), "AS", body].join("\n"),
    // A new task is suspended.
    `ALTER TASK ${task} RESUME`,
  ];
}

export function madeTask(name: string): Made {
  return { kind: "task", name, undo: [`DROP TASK IF EXISTS ${name}`] };
}
