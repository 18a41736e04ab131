import type { TableStatistics } from "@aws-sdk/client-database-migration-service";
import type { Session } from "../session.ts";
import type { DatabaseTask } from "../task/database-task.ts";
import { findTask, type Task } from "../task/find-task.ts";
import { describeTables } from "../task/tables.ts";
import { attempt, type Checked } from "./check.ts";
import { checkTask, type TaskStatus } from "./check-task.ts";

type Statistics = ReadonlyMap<string, TableStatistics>;

/** A task as DMS describes it, and its status. */
export interface SeenTask {
  readonly task: Task;
  readonly status: TaskStatus;
}

/** The tasks of all databases in their order, and the tables of those that there are; null if those of any could not be read. */
export async function lookAtReplication(
  session: Session,
  meant: readonly DatabaseTask[],
): Promise<{ readonly tasks: Checked<readonly (SeenTask | null)[]>; readonly tables: Checked<Statistics | null> }> {
  const looks = await Promise.all(meant.map((task) => lookAtTask(session, task)));
  const found = looks.flatMap(({ tables }) => [...(tables.found ?? [])]);
  const tables: Checked<Statistics | null> = {
    found: looks.every((each) => each.tables.found) ? new Map(found) : null,
    problems: looks.flatMap((each) => each.tables.problems),
  };
  const tasks = { found: looks.map(({ task }) => task.found), problems: looks.flatMap(({ task }) => task.problems) };
  return { tasks, tables };
}

async function lookAtTask(session: Session, meant: DatabaseTask) {
  const task = await attempt("task", async () => {
    const described = await findTask(session, meant);
    const { found, problems } = checkTask(meant, described);
    return { found: { task: described, status: found }, problems };
  });
  const tables = task.found ? await lookAtTables(session, meant, task.found.task) : { found: null, problems: [] };
  return { task, tables };
}

function lookAtTables(session: Session, meant: DatabaseTask, task: Task): Promise<Checked<Statistics | null>> {
  return attempt("tables", async () => {
    return { found: await describeTables(session, meant, task), problems: [] };
  });
}
