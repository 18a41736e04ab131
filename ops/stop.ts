import { DatabaseMigrationServiceClient, StopReplicationTaskCommand } from "@aws-sdk/client-database-migration-service";
import type { Command } from "commander";
import { UserError } from "../command/user-error.ts";
import type { Environment } from "../stacks/environment.ts";
import { stackName } from "../stacks/names.ts";
import { openStack } from "./open-stack.ts";
import type { Report, Result } from "./result.ts";
import type { Session } from "./session.ts";
import { findTask, type Task } from "./task/find-task.ts";
import { waitForTask } from "./task/wait-for-task.ts";

/** Statuses: https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.Status.html */
const CHANGING = ["running", "starting", "stopping"];
const NOT_RUNNING = ["ready", "stopped", "failed"];

export function addStop(ops: Command, session: Session, report: Report): void {
  ops
    .command("stop")
    .description("stop the replication task and wait until its status is stopped")
    .argument("<stack>", "such as production-us-west-2")
    .action(async (name: string, options: { json?: boolean }) => report(await stop(session, name), options));
}

async function stop(session: Session, name: string): Promise<Result> {
  const environment = await openStack(session, name);
  const task = await findTask(session, environment);
  const { ReplicationTaskArn, Status } = task;
  if (NOT_RUNNING.includes(Status)) return result(environment, task, false);
  if (!CHANGING.includes(Status)) {
    throw new UserError(`${name} is ${Status}, so it can't be stopped now: wait until that has ended.`, 1);
  }
  if (Status !== "stopping") {
    await session
      .aws(DatabaseMigrationServiceClient, environment.region)
      .send(new StopReplicationTaskCommand({ ReplicationTaskArn }));
  }
  return result(environment, await waitForTask(session, environment, CHANGING), true);
}

function result(environment: Environment, { Status, StopReason }: Task, ran: boolean): Result {
  const stack = stackName(environment);
  return {
    json: { stack, status: Status, stopReason: StopReason ?? null, wasRunning: ran },
    ok: Status !== "failed",
    show: (out) => {
      out.print(`${stack} ${Status === "ready" ? "has never run" : `is ${Status}`}.`);
      if (Status === "stopped") out.print(RESUME);
    },
  };
}

const RESUME =
  "Resume it before MongoDB's oplog drops the changes since now: after that, only a reload of all collections helps.";
