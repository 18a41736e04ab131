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
const GOES_ON = ["running", "starting", "stopping"];
const STANDS_STILL = ["ready", "stopped", "failed"];

export function addStop(ops: Command, session: Session, report: Report): void {
  ops
    .command("stop")
    .description("stop the replication task, and wait until it stands")
    .argument("<stack>", "such as production-us-west-2")
    .action(async (name: string, options: { json?: boolean }) => report(await stop(session, name), options));
}

async function stop(session: Session, name: string): Promise<Result> {
  const environment = await openStack(session, name);
  const task = await findTask(session, environment);
  const { ReplicationTaskArn, Status } = task;
  if (STANDS_STILL.includes(Status)) return result(environment, task, false);
  if (!GOES_ON.includes(Status)) {
    throw new UserError(`${name} is ${Status}, so it can't be stopped now: wait for that to end.`, 1);
  }
  if (Status !== "stopping") {
    await session
      .aws(DatabaseMigrationServiceClient, environment.region)
      .send(new StopReplicationTaskCommand({ ReplicationTaskArn }));
  }
  return result(environment, await waitForTask(session, environment, GOES_ON), true);
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
  "Resume it while MongoDB's oplog still reaches back to now: after that only a reload of everything helps.";
