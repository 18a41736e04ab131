import {
  DatabaseMigrationServiceClient,
  StartReplicationTaskCommand,
  type StartReplicationTaskTypeValue,
} from "@aws-sdk/client-database-migration-service";
import { type Command, Option } from "commander";
import { allowListOf, collectionsOf, type ListedCollection } from "../../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { findStack, openStack } from "../open-stack.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { describeTask } from "../task/describe-task.ts";
import { findTask, type Task } from "../task/find-task.ts";
import { chosenDatabases, forEachDatabase } from "../task/for-each-database.ts";
import { describeTables } from "../task/tables.ts";
import { taskName } from "../task/task-name.ts";
import { waitForTask } from "../task/wait-for-task.ts";
import { chooseStartType, type StartRequest } from "./choose-start-type.ts";
import { recordReload } from "./record-reload.ts";
import { checkMappings, checkReload } from "./refusals.ts";
import { checkCollections, reloadCollections } from "./reload-collections.ts";
import { testConnections } from "./test-connections.ts";

interface StartOptions extends StartRequest {
  readonly collection?: readonly string[];
  readonly database?: string;
  readonly yes?: boolean;
  readonly json?: boolean;
}

const LONG_MS = 24 * 60 * 60 * 1000;

export function addStart(ops: Command, session: Session, report: Report): void {
  ops
    .command("start")
    .description("start the replication task and wait until it is running")
    .argument("<stack>", "such as production-us-west-2")
    .addOption(new Option("--resume", "continue where it stopped").conflicts("reload"))
    .option("--reload", "load everything again, then continue with changes")
    .option("--collection <name...>", "with --reload: only these, while the task is running")
    .addOption(new Option("--database <name>", "only the task of this database").conflicts("collection"))
    .option("--yes", "with --reload: do it (without --yes it only says what it would do)")
    .action(async (name: string, options: StartOptions) => report(await start(session, name, options), options));
}

async function start(session: Session, name: string, options: StartOptions): Promise<Result> {
  const known = findStack(session, name);
  if (options.collection) {
    const collections = checkCollections(session, known, options.collection, options);
    return reloadCollections(session, await openStack(session, name), collections, options);
  }
  const databases = chosenDatabases(known, options.database);
  const environment = await openStack(session, name);
  const starts: Start[] = [];
  for (const database of databases) starts.push(await prepare(session, { environment, database }, options));
  const reloads = starts.filter(({ startType }) => startType === "reload-target");
  await checkReload(session, environment, reloads, options);
  return forEachDatabase(environment, starts, (each) => startTask(session, each));
}

/** The task of one database of a stack. */
interface Target {
  readonly environment: MongodbToSnowflake;
  readonly database: string;
}

/** A task that may be started, and how. */
interface Start extends Target {
  readonly task: Task;
  readonly startType: StartReplicationTaskTypeValue | "already-running";
}

/** Everything that can be refused is refused before the task of any database is started. */
async function prepare(session: Session, target: Target, options: StartOptions): Promise<Start> {
  const { environment, database } = target;
  const task = await findTask(session, environment, database);
  const startType = chooseStartType(taskName(environment, database), task, options);
  if (startType !== "already-running")
    checkMappings(task, environment, allowListOf(environment, session.sources, database), database);
  return { ...target, task, startType };
}

async function startTask(session: Session, { task, startType, ...target }: Start): Promise<Result> {
  if (startType === "already-running") return started(target, await untilItRuns(session, target, task));
  if (startType === "resume-processing") warnAboutOplog(session, task);
  const neverLoaded = startType === "resume-processing" ? await notInLastRun(session, target, task) : [];
  await testConnections(session, target.environment, task);
  // A new task loads everything, too, as after a replaced one: what was deleted before does not come.
  if (startType !== "resume-processing")
    await recordReload(session, target.environment, collectionsIn(session, target));
  return started(target, await run(session, target, task, startType), startType, neverLoaded);
}

async function run(
  session: Session,
  { environment, database }: Target,
  { ReplicationTaskArn }: Task,
  StartReplicationTaskType: StartReplicationTaskTypeValue,
): Promise<Task> {
  await session
    .aws(DatabaseMigrationServiceClient, environment.region)
    .send(new StartReplicationTaskCommand({ ReplicationTaskArn, StartReplicationTaskType }));
  return waitForTask(session, environment, database, ["starting"]);
}

function untilItRuns(session: Session, { environment, database }: Target, task: Task): Promise<Task> | Task {
  return task.Status === "starting" ? waitForTask(session, environment, database, ["starting"]) : task;
}

function warnAboutOplog({ err, now }: Session, { ReplicationTaskStats }: Task): void {
  const since = ReplicationTaskStats?.StopDate;
  if (!since || now().getTime() - since.getTime() < LONG_MS) return;
  err.print(
    err.colors.yellow(
      `  stopped since ${since.toISOString()}: if MongoDB's oplog does not reach back that far, this fails, and only --reload helps`,
    ),
  );
}

/** Collections that were not in the last run. Resuming replicates their changes, but not the documents that exist already. */
async function notInLastRun(
  session: Session,
  { environment, database }: Target,
  task: Task,
): Promise<readonly string[]> {
  const tables = await describeTables(session, environment, database, task);
  return collectionsIn(session, { environment, database })
    .filter(({ name }) => !tables.has(name))
    .map(({ name }) => name);
}

function collectionsIn({ sources }: Session, { environment, database }: Target): readonly ListedCollection[] {
  return collectionsOf(environment, sources).filter((each) => each.database === database);
}

function started(
  { environment, database }: Target,
  task: Task,
  startType: StartReplicationTaskTypeValue | null = null,
  neverLoaded: readonly string[] = [],
): Result {
  const stack = stackName(environment);
  const name = taskName(environment, database);
  const ok = task.Status === "running";
  return {
    json: { stack, database, status: task.Status, startType, neverLoaded },
    ok,
    show: (out) => {
      out.print(
        ok ? `${name} is running${startType === null ? " already" : ""}.` : `${name} is ${describeTask(task)}.`,
      );
      if (ok && neverLoaded.length > 0) {
        out.print(
          `Never loaded: ${neverLoaded.join(", ")}. Resuming may replicate only their changes. For all their documents:`,
        );
        out.print(`  npm run -s ops -- start ${stack} --reload --collection ${neverLoaded.join(" ")}`);
      }
      out.print(`To see its progress: npm run -s ops -- status ${stack}`);
    },
  };
}
