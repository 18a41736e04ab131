import {
  DatabaseMigrationServiceClient,
  StartReplicationTaskCommand,
  type StartReplicationTaskTypeValue,
} from "@aws-sdk/client-database-migration-service";
import { type Command, Option } from "commander";
import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import { openStack } from "../open-stack.ts";
import type { Report, Result } from "../result.ts";
import type { Session } from "../session.ts";
import { standing } from "../task/describe-task.ts";
import { findTask, type Task } from "../task/find-task.ts";
import { describeTables } from "../task/tables.ts";
import { waitForTask } from "../task/wait-for-task.ts";
import { type Asked, chooseWay } from "./choose-way.ts";
import { checkMappings, checkReload } from "./refusals.ts";
import { checkCollections, reloadCollections } from "./reload-collections.ts";
import { testConnections } from "./test-connections.ts";

interface StartOptions extends Asked {
  readonly collection?: readonly string[];
  readonly yes?: boolean;
  readonly json?: boolean;
}

const LONG_MS = 24 * 60 * 60 * 1000;

export function addStart(ops: Command, session: Session, report: Report): void {
  ops
    .command("start")
    .description("start the replication task, and wait until it runs")
    .argument("<stack>", "such as production-us-west-2")
    .addOption(new Option("--resume", "go on where it stopped").conflicts("reload"))
    .option("--reload", "load everything anew, then go on with changes")
    .option("--collection <name...>", "with --reload: only these, while the task runs")
    .option("--yes", "with --reload: you know what it costs, which is told without it")
    .action(async (name: string, options: StartOptions) => report(await start(session, name, options), options));
}

async function start(session: Session, name: string, options: StartOptions): Promise<Result> {
  if (options.collection) checkCollections(session, options.collection, options);
  const environment = await openStack(session, name);
  if (options.collection) return reloadCollections(session, environment, options.collection, options);
  const task = await findTask(session, environment);
  const way = chooseWay(name, task, options);
  if (way === "runs") return started(environment, await untilItRuns(session, environment, task));
  checkMappings(task, environment, session.allowList);
  if (way === "reload-target") await checkReload(session, environment, task, options);
  if (way === "resume-processing") warnAboutOplog(session, task);
  const neverLoaded = way === "resume-processing" ? await listedSince(session, environment, task) : [];
  await testConnections(session, environment, task);
  return started(environment, await run(session, environment, task, way), way, neverLoaded);
}

async function run(
  session: Session,
  environment: Environment,
  { ReplicationTaskArn }: Task,
  StartReplicationTaskType: StartReplicationTaskTypeValue,
): Promise<Task> {
  await session
    .aws(DatabaseMigrationServiceClient, environment.region)
    .send(new StartReplicationTaskCommand({ ReplicationTaskArn, StartReplicationTaskType }));
  return waitForTask(session, environment, ["starting"]);
}

function untilItRuns(session: Session, environment: Environment, task: Task): Promise<Task> | Task {
  return task.Status === "starting" ? waitForTask(session, environment, ["starting"]) : task;
}

function warnAboutOplog({ err, now }: Session, { ReplicationTaskStats }: Task): void {
  const since = ReplicationTaskStats?.StopDate;
  if (!since || now().getTime() - since.getTime() < LONG_MS) return;
  err.print(
    err.colors.yellow(
      `  stopped since ${since.toISOString()}: where MongoDB's oplog does not reach back that far, this fails, and only --reload helps`,
    ),
  );
}

/** Collections that the last run did not know. Resuming brings their changes, and not what is there already. */
async function listedSince(session: Session, environment: Environment, task: Task): Promise<readonly string[]> {
  const tables = await describeTables(session, environment, task);
  return Object.keys(session.allowList).filter((collection) => !tables.has(collection));
}

function started(
  environment: Environment,
  task: Task,
  way: StartReplicationTaskTypeValue | null = null,
  neverLoaded: readonly string[] = [],
): Result {
  const stack = stackName(environment);
  const ok = task.Status === "running";
  return {
    json: { stack, status: task.Status, startType: way, neverLoaded },
    ok,
    show: (out) => {
      out.print(ok ? `${stack} is running${way === null ? " already" : ""}.` : `${stack} is ${standing(task)}.`);
      if (ok && neverLoaded.length > 0) {
        out.print(`Never loaded: ${neverLoaded.join(", ")}. Resuming may bring no more than their changes; for all:`);
        out.print(`  npm run -s ops -- start ${stack} --reload --collection ${neverLoaded.join(" ")}`);
      }
      out.print(`How far it is: npm run -s ops -- status ${stack}`);
    },
  };
}
