import type { TableStatistics } from "@aws-sdk/client-database-migration-service";
import {
  completeLoad,
  forgetLoad,
  type Load,
  landedRows,
  loadsIn,
  openLoads,
  timeOf,
} from "../../../warehouse/snowflake/loads.ts";
import { loadedRows } from "../../../warehouse/snowflake/table-loads.ts";
import type { Target } from "../../../warehouse/snowflake/target.ts";
import { checkAccount } from "../../open-stack.ts";
import type { Session } from "../../session.ts";
import { type Stack, stacksIn } from "../../stacks.ts";
import type { Checked, StackProblem } from "../../status/check.ts";
import { findTask } from "../../task/find-task.ts";
import { describeTables } from "../../task/tables.ts";
import { tasksOf } from "../../task/tasks-of.ts";
import type { Warehouse } from "../connection.ts";

export interface LoadStatus extends Load {
  /**
   * `complete`: since this check, rows from before the load don't count. If DMS found no row, or could not load some, the rows from before
   * count until somebody says that the load is complete.
   */
  readonly state:
    | "DMS is loading"
    | "DMS has found no row"
    | "DMS could not load all rows"
    | "rows are landing"
    | "complete";
  /** Rows of the load in landing, and in DMS's statistics; null while DMS loads. */
  readonly landed: number | null;
  readonly expected: number | null;
}

/**
 * Looks for reloads that have become complete, and writes it: then documents that they did not bring are no longer current. A reload is
 * complete when DMS has finished it without an error and all its rows have landed; before that, documents would be missing.
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
  return { found, problems: found.flatMap((status) => problemOf(target, status)) };
}

async function statusOf(session: Session, warehouse: Warehouse, target: Target, load: Load): Promise<LoadStatus> {
  const stack = stacksIn(session.environments).find(({ id }) => id === load.stack);
  const table = stack === undefined ? undefined : await tableOf(session, stack, load);
  // Without DMS's count, nobody knows whether all rows have landed.
  if (table?.FullLoadRows === undefined || !isFinished(table, load))
    return { ...load, state: "DMS is loading", landed: null, expected: null };
  const rows = stack?.pipeline === "relational-to-snowflake" ? loadedRows : landedRows;
  const [row] = await warehouse.query(rows(target, load));
  const [landed, expected] = [Number(row?.LANDED ?? 0), table.FullLoadRows];
  return { ...load, state: stateOf(table, landed, expected), landed, expected };
}

function stateOf({ FullLoadErrorRows = 0 }: TableStatistics, landed: number, expected: number): LoadStatus["state"] {
  if (FullLoadErrorRows > 0) return "DMS could not load all rows";
  if (expected === 0) return "DMS has found no row";
  return landed >= expected ? "complete" : "rows are landing";
}

/** DMS's statistics may still be those of the load before. */
function isFinished({ TableState, FullLoadEndTime }: TableStatistics, { startedAt }: Load): boolean {
  return TableState === "Table completed" && FullLoadEndTime !== undefined && FullLoadEndTime >= timeOf(startedAt);
}

async function tableOf(
  session: Session,
  stack: Stack,
  { database, collection }: Load,
): Promise<TableStatistics | undefined> {
  const task = tasksOf(session, stack).find((each) => each.database === database);
  if (task === undefined) return undefined;
  await checkAccount(session, stack);
  const tables = await describeTables(session, task, await findTask(session, task));
  return tables.get(task.nameOf(collection));
}

function problemOf(target: Target, status: LoadStatus): StackProblem[] {
  const { stack, database, collection, startedAt, state, landed, expected } = status;
  if (state === "complete") return [];
  const rows = landed === null ? "" : `, ${landed} of ${expected} rows`;
  return [
    {
      where: `${database}/${collection}`,
      problem: `the reload of ${stack} since ${startedAt} is not complete: ${state}${rows}`,
      remedy: `until it is, documents from before it stay current, also those that the source has no longer. ${remedyOf(target, status)}`,
    },
  ];
}

function remedyOf(target: Target, status: LoadStatus): string {
  const anyway = `To count it as complete: ${completeLoad(target, status)}`;
  switch (status.state) {
    case "DMS has found no row":
      return `If the collection is empty at the source, that is right. ${anyway}`;
    case "DMS could not load all rows":
      return `The task's log says why; reload again. ${anyway}`;
    default:
      return `Wait and check again. If rows stay away, look at the failure queue and at load errors. ${anyway}. If DMS did not start: ${forgetLoad(target, status)}`;
  }
}
