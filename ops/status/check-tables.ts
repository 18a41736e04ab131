import type { TableStatistics } from "@aws-sdk/client-database-migration-service";
import { instanceName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { replicationLogName, stackName } from "../../stacks/names.ts";
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

export function checkTable(
  { collection, table }: CollectionStatus,
  task: Task,
  environment: MongodbToSnowflake,
): StackProblem[] {
  const reload = `npm run -s ops -- start ${stackName(environment)} --reload --collection ${collection}`;
  if (!table) {
    // Only a running task must have all collections.
    if (task.Status !== "running") return [];
    return [{ where: collection, problem: "listed, but not in the running task", remedy: reload }];
  }
  if (!BAD_STATES.includes(table.state)) return [];
  const log = `the reason is in the log ${replicationLogName(instanceName(environment))}`;
  return [{ where: collection, problem: table.state, remedy: `${log}; then ${reload}` }];
}
