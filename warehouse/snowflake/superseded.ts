import { newestLanded, ownFiles, withWholeKey } from "./current.ts";
import { dailyTask } from "./daily-task.ts";
import { errorIntegration, fileName, schemaOf, tableIn, tableName } from "./names.ts";
import type { SqlFile } from "./sql-file.ts";
import type { Collection, Target } from "./target.ts";

/** A daily task that removes superseded rows from a landing table, if the environment says after how many days. Undefined otherwise. */
export function removeSuperseded(target: Target, collection: Collection): SqlFile | undefined {
  const days = target.snowflake.landingDays;
  if (days === undefined) return undefined;
  const { database, collection: name } = collection;
  const task = `${schemaOf(target, "landing", database)}.${tableName([name, "superseded"])}`;
  return {
    name: `250_${fileName(database, name)}_superseded.sql`,
    statements: dailyTask(
      task,
      "17 3",
      target.access?.notifications && errorIntegration(target),
      deletion(target, collection, days),
    ),
    makes: [{ kind: "task", name: task, undo: [`DROP TASK IF EXISTS ${task}`] }],
  };
}

/**
 * Never the newest row of a document nor its delete, however often the file was loaded; nor a row of which nobody knows what supersedes
 * it: of another collection with the same name in Snowflake, or without a part of today's key.
 */
function deletion(target: Target, collection: Collection, days: number): string {
  const table = tableIn(target, "landing", collection.database, collection.collection);
  return [
    `DELETE FROM ${table}`,
    `WHERE _loaded_at < DATEADD(DAY, -${days}, CURRENT_TIMESTAMP())`,
    `AND ${ownFiles("_file", collection)} AND ${withWholeKey("src", collection)}`,
    "AND (_file, _row) NOT IN (SELECT _file, _row FROM (",
    newestLanded(target, collection).replace(/^/gm, "  "),
    "))",
  ].join("\n");
}
