import { DatabaseMigrationServiceClient, StopReplicationTaskCommand } from "@aws-sdk/client-database-migration-service";
import type { Command } from "commander";
import { UserError } from "../command/user-error.ts";
import { findPostgres, findRedshift, findStack, findStreams, openStack } from "./open-stack.ts";
import { stopPostgres } from "./postgres/switch-postgres.ts";
import { stopRedshift } from "./redshift/switch-redshift.ts";
import type { Report, Result } from "./result.ts";
import type { Session } from "./session.ts";
import { switchStreams } from "./streams/switch-streams.ts";
import type { DatabaseTask } from "./task/database-task.ts";
import { findTask, type Task } from "./task/find-task.ts";
import { chosenTasks, forEachDatabase } from "./task/for-each-database.ts";
import { tasksOf } from "./task/tasks-of.ts";
import { waitForTask } from "./task/wait-for-task.ts";

interface Options {
  readonly database?: string;
  readonly json?: boolean;
}

/** Statuses: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.Status.html */
const CHANGING = ["running", "starting", "stopping"];
const NOT_RUNNING = ["ready", "stopped", "failed"];

export function addStop(ops: Command, session: Session, report: Report): void {
  ops
    .command("stop")
    .description(
      "stop the replication task and wait until its status is stopped; or the schedules of producers, of jobs, or of runs",
    )
    .argument("<stack>", "such as production-us-west-2")
    .option("--database <name>", "only the task, or the schedules, of this database")
    .action(async (name: string, options: Options) => report(await stop(session, name, options), options));
}

async function stop(session: Session, name: string, options: Options): Promise<Result> {
  const streams = findStreams(session, name);
  if (streams !== undefined) return switchStreams(session, streams, "DISABLED", options);
  const redshift = findRedshift(session, name);
  if (redshift !== undefined) return stopRedshift(session, redshift);
  const postgres = findPostgres(session, name);
  if (postgres !== undefined) return stopPostgres(session, postgres);
  const tasks = chosenTasks(tasksOf(session, findStack(session, name)), options.database);
  await openStack(session, name);
  return forEachDatabase(name, tasks, (task) => stopTask(session, task));
}

async function stopTask(session: Session, task: DatabaseTask): Promise<Result> {
  const found = await findTask(session, task);
  const { ReplicationTaskArn, Status } = found;
  if (NOT_RUNNING.includes(Status)) return result(task, found, false);
  if (!CHANGING.includes(Status)) {
    throw new UserError(`${task.name} is ${Status}, so it can't be stopped now: wait until that has ended.`, 1);
  }
  if (Status !== "stopping") {
    await session
      .aws(DatabaseMigrationServiceClient, task.region)
      .send(new StopReplicationTaskCommand({ ReplicationTaskArn }));
  }
  return result(task, await waitForTask(session, task, CHANGING), true);
}

function result({ stack, database, name, source }: DatabaseTask, { Status, StopReason }: Task, ran: boolean): Result {
  return {
    json: { stack, database, status: Status, stopReason: StopReason ?? null, wasRunning: ran },
    ok: Status !== "failed",
    show: (out) => {
      out.print(`${name} ${Status === "ready" ? "has never run" : `is ${Status}`}.`);
      if (Status === "stopped") out.print(source.whileStopped);
    },
  };
}
