import { DatabaseMigrationServiceClient, StopReplicationTaskCommand } from "@aws-sdk/client-database-migration-service";
import type { Command } from "commander";
import { UserError } from "../command/user-error.ts";
import type { MongodbToSnowflake } from "../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../stacks/names.ts";
import { findStack, openStack } from "./open-stack.ts";
import type { Report, Result } from "./result.ts";
import type { Session } from "./session.ts";
import { findTask, type Task } from "./task/find-task.ts";
import { chosenDatabases, forEachDatabase } from "./task/for-each-database.ts";
import { taskName } from "./task/task-name.ts";
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
    .description("stop the replication task and wait until its status is stopped")
    .argument("<stack>", "such as production-us-west-2")
    .option("--database <name>", "only the task of this database")
    .action(async (name: string, options: Options) => report(await stop(session, name, options), options));
}

async function stop(session: Session, name: string, options: Options): Promise<Result> {
  const databases = chosenDatabases(findStack(session, name), options.database);
  const environment = await openStack(session, name);
  return forEachDatabase(environment, databases, (database) => stopTask(session, environment, database));
}

async function stopTask(session: Session, environment: MongodbToSnowflake, database: string): Promise<Result> {
  const name = taskName(environment, database);
  const task = await findTask(session, environment, database);
  const { ReplicationTaskArn, Status } = task;
  if (NOT_RUNNING.includes(Status)) return result(environment, database, task, false);
  if (!CHANGING.includes(Status)) {
    throw new UserError(`${name} is ${Status}, so it can't be stopped now: wait until that has ended.`, 1);
  }
  if (Status !== "stopping") {
    await session
      .aws(DatabaseMigrationServiceClient, environment.region)
      .send(new StopReplicationTaskCommand({ ReplicationTaskArn }));
  }
  return result(environment, database, await waitForTask(session, environment, database, CHANGING), true);
}

function result(environment: MongodbToSnowflake, database: string, task: Task, ran: boolean): Result {
  const { Status, StopReason } = task;
  const stack = stackName(environment);
  return {
    json: { stack, database, status: Status, stopReason: StopReason ?? null, wasRunning: ran },
    ok: Status !== "failed",
    show: (out) => {
      out.print(`${taskName(environment, database)} ${Status === "ready" ? "has never run" : `is ${Status}`}.`);
      if (Status === "stopped") out.print(RESUME);
    },
  };
}

const RESUME =
  "Resume it before MongoDB's oplog drops the changes since now: after that, only a reload of all collections helps.";
