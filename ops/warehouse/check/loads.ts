import type { TableStatistics } from "@aws-sdk/client-database-migration-service";
import { mongodbToSnowflakeIn } from "../../../stacks/mongodb-to-snowflake/deployments.ts";
import { stackName } from "../../../stacks/names.ts";
import { completeLoad, type Load, landedRows, loadsIn, openLoads, timeOf } from "../../../warehouse/snowflake/loads.ts";
import type { Target } from "../../../warehouse/snowflake/target.ts";
import { checkAccount } from "../../open-stack.ts";
import type { Session } from "../../session.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import { findTask } from "../../task/find-task.ts";
import { mongodbTask } from "../../task/mongodb-task.ts";
import { describeTables } from "../../task/tables.ts";
import type { Warehouse } from "../connection.ts";

export interface LoadStatus extends Load {
  /** `complete`: since this check, rows from before the load don't count. */
  readonly state: "DMS is loading" | "rows are landing" | "complete";
  /** Rows of the load in landing, and in DMS's statistics; null while DMS loads. */
  readonly landed: number | null;
  readonly expected: number | null;
}

/**
 * Looks for reloads that have become complete, and writes it: then documents that they did not bring are no longer current. A reload is
 * complete when DMS has finished it and all its rows have landed; before that, half of the documents would be missing.
 */
export async function checkLoads(
  session: Session,
  warehouse: Warehouse,
  target: Target,
): Promise<Checked<readonly LoadStatus[]>> {
  const found: LoadStatus[] = [];
  for (const load of loadsIn(await warehouse.query(openLoads(target)))) {
    const status = await statusOf(session, warehouse, target, load);
    if (status.state === "complete") await warehouse.query(completeLoad(target, load));
    found.push(status);
  }
  return { found, problems: found.flatMap(problemOf) };
}

async function statusOf(session: Session, warehouse: Warehouse, target: Target, load: Load): Promise<LoadStatus> {
  const table = await tableOf(session, load);
  // Without DMS's count, nobody knows whether all rows have landed.
  if (table?.FullLoadRows === undefined || !isFinished(table, load))
    return { ...load, state: "DMS is loading", landed: null, expected: null };
  const [row] = await warehouse.query(landedRows(target, load));
  const [landed, expected] = [Number(row?.LANDED ?? 0), table.FullLoadRows];
  return { ...load, state: landed >= expected ? "complete" : "rows are landing", landed, expected };
}

/** DMS's statistics may still be those of the load before. */
function isFinished({ TableState, FullLoadEndTime }: TableStatistics, { startedAt }: Load): boolean {
  return TableState === "Table completed" && FullLoadEndTime !== undefined && FullLoadEndTime >= timeOf(startedAt);
}

async function tableOf(session: Session, { stack, database, collection }: Load): Promise<TableStatistics | undefined> {
  const environment = mongodbToSnowflakeIn(session.environments).find((each) => stackName(each) === stack);
  if (environment === undefined) return undefined;
  await checkAccount(session, { id: stack, environment });
  const task = mongodbTask(session, environment, database);
  const tables = await describeTables(session, task, await findTask(session, task));
  return tables.get(task.nameOf(collection));
}

function problemOf({ stack, database, collection, startedAt, state, landed, expected }: LoadStatus): StackProblem[] {
  if (state === "complete") return [];
  const rows = landed === null ? "" : `, ${landed} of ${expected} rows`;
  return [
    {
      where: `${database}/${collection}`,
      problem: `the reload of ${stack} since ${startedAt} is not complete: ${state}${rows}`,
      remedy:
        "wait and check again; until then deletes that it missed are not seen. If rows stay away, look at the failure queue and at load errors",
    },
  ];
}
