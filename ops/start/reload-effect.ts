import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import type { RelationalToSnowflake } from "../../stacks/relational-to-snowflake/settings.ts";
import type { Stack } from "../stacks.ts";
import type { DatabaseTask } from "../task/database-task.ts";
import type { Task } from "../task/find-task.ts";

/** A reload in the task of one database. */
export interface Reload {
  readonly task: DatabaseTask;
  readonly found: Task;
  /** Names of collections or tables. Absent: all of the database. */
  readonly only?: readonly string[];
}

interface Amount {
  /** Of collections or tables. */
  readonly names: readonly string[];
  /** When they were last loaded. */
  readonly rows: number;
}

/** What a reload does, for whoever decides about it. */
export function reloadEffect(stack: Stack, reloads: readonly Reload[], { names, rows }: Amount): readonly string[] {
  const sources = [...new Set(reloads.map(({ task }) => task.source.name))].join(" and ");
  const isSingle = reloads.some(({ only }) => only !== undefined);
  const again = `of ${names.join(", ")} in ${sources} again (${rows.toLocaleString("en")} when last loaded),`;
  return [
    ...(stack.pipeline === "mongodb-to-snowflake"
      ? [`A reload reads every document ${again}`, ...intoSnowflake(stack.environment, isSingle)]
      : [`A reload reads every row ${again}`, ...intoLake(stack.environment)]),
    ...(isSingle ? [] : logsOf(reloads).map(instead)),
  ];
}

function intoSnowflake({ snowflake }: MongodbToSnowflake, isSingle: boolean): readonly string[] {
  return [
    "writes it to RAW and CLEAN, and Snowflake loads it once more. It writes no deletes: a document whose deletion was missed stays",
    snowflake?.account === undefined || isSingle
      ? "in Snowflake."
      : "in Snowflake, until `warehouse check` has found that the reload is complete.",
  ];
}

function intoLake({ snowflake }: RelationalToSnowflake): readonly string[] {
  return [
    "and writes it to the lake once more. It writes no deletes: a row whose deletion was missed stays in Snowflake",
    snowflake?.account === undefined
      ? "until somebody tells it when the reload began."
      : "until `warehouse run` or `check` has found that the reload is complete.",
  ];
}

/** Of those that have one: a task that only loads reads no changes. */
function logsOf(reloads: readonly Reload[]): readonly string[] {
  const changing = reloads.filter(({ task }) => task.migration !== "full-load");
  return [...new Set(changing.map(({ task: { source } }) => `${source.name}'s ${source.log}`))];
}

function instead(log: string): string {
  return `If ${log} reaches back to when the task stopped, --resume misses nothing and costs less.`;
}
