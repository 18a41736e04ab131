import { instanceName } from "../../stacks/relational-to-snowflake/names.ts";
import { checkAccount } from "../open-stack.ts";
import type { Session } from "../session.ts";
import type { RelationalStack } from "../stacks.ts";
import type { DatabaseTask } from "../task/database-task.ts";
import { relationalTasks } from "../task/relational-task.ts";
import { attempt, type StackProblem } from "./check.ts";
import { checkEngine } from "./check-engine.ts";
import { checkLakeColumns } from "./check-lake-columns.ts";
import { checkLakeNotification } from "./check-notifications.ts";
import { checkSourceColumns } from "./check-source-columns.ts";
import { checkTable, tableStatus } from "./check-tables.ts";
import { lookAtReplication, type SeenTask } from "./look-at-replication.ts";
import { newestInLake } from "./newest-objects.ts";
import type { LakeTable, RelationalStatus } from "./relational-status.ts";

/** Looks at everything of a stack at once. @throws only what is a mistake in this program */
export async function inspectRelational(session: Session, stack: RelationalStack): Promise<RelationalStatus> {
  const { id, environment } = stack;
  const place = { stack: id, region: environment.region };
  const { found, problems } = await attempt("stack", async () => {
    await checkAccount(session, stack);
    return { found: relationalTasks(session, environment), problems: [] };
  });
  if (found === null) return { ...place, ...NOTHING_SEEN, problems };
  return { ...place, ...(await inspect(session, stack, found)) };
}

const NOTHING_SEEN = {
  tasks: {},
  engine: null,
  tables: [],
  lakeColumns: null,
  notification: null,
  sources: null,
};

async function inspect(session: Session, stack: RelationalStack, meant: readonly DatabaseTask[]) {
  const { environment } = stack;
  const instance = instanceName(environment);
  const [{ tasks, tables }, engine, lake, lakeColumns, notification, sources] = await Promise.all([
    lookAtReplication(session, meant),
    attempt("engine", () => checkEngine(session, { ...environment, instance })),
    attempt("lake", () => newestInLake(session, environment, meant)),
    attempt("lake columns", () => checkLakeColumns(session, stack)),
    attempt("lake -> Snowflake", () => checkLakeNotification(session, environment)),
    attempt("sources", () => checkSourceColumns(session, stack)),
  ]);
  const seen = meant.map((task, index) => {
    const listed = task.listed.map(({ name }): LakeTable => {
      const statistics = tables.found?.get(name);
      return {
        table: name,
        dms: statistics ? tableStatus(statistics) : null,
        lake: lake.found?.get(name) ?? null,
      };
    });
    const found = tasks.found[index] ?? null;
    return { task, found, listed };
  });
  return {
    tasks: Object.fromEntries(seen.map(({ task, found }) => [task.database, found?.status ?? null])),
    engine: engine.found,
    tables: seen.flatMap(({ listed }) => listed),
    lakeColumns: lakeColumns.found,
    notification: notification.found,
    sources: sources.found,
    problems: [
      ...[tasks, tables, engine, lake, lakeColumns, notification, sources].flatMap(({ problems }) => problems),
      ...(tables.found === null ? [] : seen.flatMap((each) => tableProblems(each, instance))),
    ],
  };
}

interface SeenDatabase {
  readonly task: DatabaseTask;
  readonly found: SeenTask | null;
  readonly listed: readonly LakeTable[];
}

function tableProblems({ task, found, listed }: SeenDatabase, instance: string): readonly StackProblem[] {
  if (found === null) return [];
  return listed.flatMap(({ table, dms }) => checkTable({ collection: table, table: dms }, found.task, task, instance));
}
