import type { TableStatistics } from "@aws-sdk/client-database-migration-service";
import { replicationLogName } from "../../stacks/names.ts";
import type { DatabaseTask } from "../task/database-task.ts";
import type { Task } from "../task/find-task.ts";
import type { StackProblem } from "./check.ts";
import type { CollectionStatus, TableStatus } from "./collection-status.ts";

/** Also the states of a collection that DMS has suspended. https://docs.aws.amazon.com/dms/latest/APIReference/API_TableStatistics.html */
const BAD_STATES = ["Table error", "Table cancelled", "Table does not exist"];

export function tableStatus(table: TableStatistics): TableStatus {
  return {
    state: table.TableState ?? "unknown",
    fullLoadRows: table.FullLoadRows ?? 0,
    inserts: table.Inserts ?? 0,
    updates: table.Updates ?? 0,
    deletes: table.Deletes ?? 0,
    loadedAt: table.FullLoadEndTime ?? null,
  };
}

/** @param instance name of the replication instance */
export function checkTable(
  { collection, table }: Pick<CollectionStatus, "collection" | "table">,
  found: Task,
  { stack, migration, stopsOnErrors }: DatabaseTask,
  instance: string,
): StackProblem[] {
  const reload = `npm run -s ops -- start ${stack} --reload --collection ${collection}`;
  if (!table) {
    // Only a running task must have all, and one of changes alone has not loaded them.
    if (found.Status !== "running" || migration === "cdc") return [];
    return [{ where: collection, problem: "listed, but not in the running task", remedy: reload }];
  }
  if (!BAD_STATES.includes(table.state)) return [];
  const log = `the reason is in the log ${replicationLogName(instance)}`;
  // DMS reloads single tables only while the task runs.
  const resume = stopsOnErrors && found.Status !== "running" ? [`npm run -s ops -- start ${stack} --resume`] : [];
  const steps = [log, ...resume, ...(migration === "cdc" ? [] : [reload])];
  return [{ where: collection, problem: table.state, remedy: steps.join("; then ") }];
}
