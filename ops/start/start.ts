import {
  DatabaseMigrationServiceClient,
  StartReplicationTaskCommand,
  type StartReplicationTaskTypeValue,
} from "@aws-sdk/client-database-migration-service";
import { type Command, Option } from "commander";
import { findPostgres, findRedshift, findStack, findStreams, openStack } from "../open-stack.ts";
import { startPostgres } from "../postgres/switch-postgres.ts";
import { startRedshift } from "../redshift/switch-redshift.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import type { Stack } from "../stacks.ts";
import { startStreams } from "../streams/start-streams.ts";
import type { DatabaseTask } from "../task/database-task.ts";
import { describeTask } from "../task/describe-task.ts";
import { findTask, isLoaded, type Task } from "../task/find-task.ts";
import { chosenTasks, forEachDatabase } from "../task/for-each-database.ts";
import { describeTables } from "../task/tables.ts";
import { tasksOf } from "../task/tasks-of.ts";
import { waitForTask } from "../task/wait-for-task.ts";
import { checkAccepted, checkSources } from "./check-sources.ts";
import { chooseStartType, type StartRequest } from "./choose-start-type.ts";
import { recordReload } from "./record-reload.ts";
import { checkMappings, checkReload } from "./refusals.ts";
import { checkCollections, reloadCollections } from "./reload-collections.ts";
import { testConnections } from "./test-connections.ts";

interface StartOptions extends StartRequest {
  readonly collection?: readonly string[];
  readonly database?: string;
  readonly yes?: boolean;
  readonly accept?: readonly string[];
  readonly json?: boolean;
}

const LONG_MS = 24 * 60 * 60 * 1000;

export function addStart(ops: Command, session: Session, report: Report): void {
  ops
    .command("start")
    .description(
      "start the replication task and wait until it is running; or the schedules of producers, of jobs, or of runs",
    )
    .argument("<stack>", "such as production-us-west-2")
    .addOption(new Option("--resume", "continue where it stopped").conflicts("reload"))
    .option("--reload", "load everything again, then continue with changes")
    .option("--collection <name...>", "with --reload: only these (or tables), while the task is running")
    .addOption(
      new Option("--database <name>", "only the task, or the schedules, of this database").conflicts("collection"),
    )
    .option("--accept <code...>", "start although the source has what these codes say (docs/errors.md)")
    .option("--yes", "with --reload: do it (without --yes it only says what it would do)")
    .action(async (name: string, options: StartOptions) => report(await start(session, name, options), options));
}

async function start(session: Session, name: string, options: StartOptions): Promise<Result> {
  const streams = findStreams(session, name);
  if (streams !== undefined) return startStreams(session, streams, options);
  const redshift = findRedshift(session, name);
  if (redshift !== undefined) return startRedshift(session, redshift);
  const postgres = findPostgres(session, name);
  if (postgres !== undefined) return startPostgres(session, postgres);
  const stack = findStack(session, name);
  const { accept = [] } = options;
  checkAccepted(stack, accept);
  const all = tasksOf(session, stack);
  if (options.collection) {
    const collections = checkCollections(all, options.collection, options);
    await openStack(session, name);
    return reloadCollections(session, stack, all, { collections, yes: options.yes });
  }
  const tasks = chosenTasks(all, options.database);
  await openStack(session, name);
  const starts: Start[] = [];
  for (const task of tasks) starts.push(await prepare(session, task, options));
  const reloads = starts.filter(({ startType }) => startType === "reload-target");
  await checkReload(session, stack, reloads, options);
  const starting = starts.filter(({ startType }) => startType !== "already-running");
  await checkSources(
    session,
    stack,
    starting.map(({ task }) => task.database),
    accept,
  );
  return forEachDatabase(name, starts, (each) => startTask(session, stack, each));
}

/** A task that may be started, and how. */
interface Start {
  readonly task: DatabaseTask;
  readonly found: Task;
  readonly startType: StartReplicationTaskTypeValue | "already-running";
}

/** Everything that can be refused is refused before the task of any database is started. */
async function prepare(session: Session, task: DatabaseTask, options: StartOptions): Promise<Start> {
  const found = await findTask(session, task);
  const startType = chooseStartType(task, found, options);
  if (startType !== "already-running") checkMappings(task, found);
  return { task, found, startType };
}

async function startTask(session: Session, stack: Stack, { task, found, startType }: Start): Promise<Result> {
  if (startType === "already-running") return started(task, await untilItRuns(session, task, found));
  const resumesChanges = startType === "resume-processing" && task.migration !== "full-load";
  if (resumesChanges) warnAboutLog(session, task, found);
  const neverLoaded = resumesChanges ? await notInLastRun(session, task, found) : [];
  await testConnections(session, task, found);
  // A new task loads everything, too, as after a replaced one: what was deleted before does not come.
  if (startType !== "resume-processing") await recordReload(session, stack, task.listed);
  return started(task, await run(session, task, found, startType), startType, neverLoaded);
}

async function run(
  session: Session,
  task: DatabaseTask,
  { ReplicationTaskArn }: Task,
  StartReplicationTaskType: StartReplicationTaskTypeValue,
): Promise<Task> {
  await session
    .aws(DatabaseMigrationServiceClient, task.region)
    .send(new StartReplicationTaskCommand({ ReplicationTaskArn, StartReplicationTaskType }));
  return waitForTask(session, task, ["starting"]);
}

function untilItRuns(session: Session, task: DatabaseTask, found: Task): Promise<Task> | Task {
  return found.Status === "starting" ? waitForTask(session, task, ["starting"]) : found;
}

function warnAboutLog(
  { err, now }: Session,
  { source: { name, log }, migration }: DatabaseTask,
  { ReplicationTaskStats }: Task,
): void {
  const since = ReplicationTaskStats?.StopDate;
  if (!since || now().getTime() - since.getTime() < LONG_MS) return;
  const wayOut = migration === "cdc" ? "" : ", and only --reload helps";
  err.print(
    err.colors.yellow(
      `  stopped since ${since.toISOString()}: if ${name}'s ${log} does not reach back that far, this fails${wayOut}`,
    ),
  );
}

/** What was not in the last run. Resuming replicates its changes, but not what exists already. */
async function notInLastRun(session: Session, task: DatabaseTask, found: Task): Promise<readonly string[]> {
  if (task.migration === "cdc") return [];
  const tables = await describeTables(session, task, found);
  return task.listed.filter(({ name }) => !tables.has(name)).map(({ name }) => name);
}

function started(
  { stack, database, name, migration, tables }: DatabaseTask,
  found: Task,
  startType: StartReplicationTaskTypeValue | null = null,
  neverLoaded: readonly string[] = [],
): Result {
  const isRunning = found.Status === "running";
  // A small load may have ended before it was looked at.
  const ok = isRunning || (migration === "full-load" && isLoaded(found));
  return {
    json: { stack, database, status: found.Status, startType, neverLoaded },
    ok,
    show: (out) => {
      out.print(
        isRunning ? `${name} is running${startType === null ? " already" : ""}.` : `${name} is ${describeTask(found)}.`,
      );
      if (ok && neverLoaded.length > 0) {
        const every = tables === "collections" ? "documents" : "rows";
        out.print(
          `Never loaded: ${neverLoaded.join(", ")}. Resuming may replicate only their changes. For all their ${every}:`,
        );
        out.print(`  npm run -s ops -- start ${stack} --reload --collection ${neverLoaded.join(" ")}`);
      }
      out.print(`To see its progress: npm run -s ops -- status ${stack}`);
    },
  };
}
