import type { TableStatistics } from "@aws-sdk/client-database-migration-service";
import type { Environment } from "../../stacks/environment.ts";
import { replicationLogName, stackName } from "../../stacks/names.ts";
import type { Task } from "../task/find-task.ts";
import type { StackProblem } from "./check.ts";
import type { CollectionStatus, TableStatus } from "./collection-status.ts";

/** A collection that DMS suspends is in one of these, too. https://docs.aws.amazon.com/dms/latest/APIReference/API_TableStatistics.html */
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

export function checkTable(
  { collection, table }: CollectionStatus,
  task: Task,
  environment: Environment,
): StackProblem[] {
  const reload = `npm run -s ops -- start ${stackName(environment)} --reload --collection ${collection}`;
  if (!table) {
    // Before that, nothing has to be there.
    if (task.Status !== "running") return [];
    return [{ where: collection, problem: "listed, but the running task knows nothing of it", remedy: reload }];
  }
  if (!BAD_STATES.includes(table.state)) return [];
  const log = `the log ${replicationLogName(environment)} says why`;
  return [{ where: collection, problem: table.state, remedy: `${log}; then ${reload}` }];
}
