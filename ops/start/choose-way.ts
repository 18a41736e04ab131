import type { StartReplicationTaskTypeValue } from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import { standing } from "../task/describe-task.ts";
import type { Task } from "../task/find-task.ts";

/** What the operator asks for; neither is a first start. */
export interface Asked {
  readonly resume?: boolean;
  readonly reload?: boolean;
}

/**
 * How DMS is to start the task, or `runs` where there is nothing to start.
 * https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html
 *
 * @throws UserError where what was asked for would give data errors, or load everything again although nobody said so
 */
export function chooseWay(
  stack: string,
  task: Task,
  { resume, reload }: Asked,
): StartReplicationTaskTypeValue | "runs" {
  if (task.Status === "running" || task.Status === "starting") {
    if (!reload) return "runs";
    throw new UserError(`${stack} is ${task.Status}. Stop it first, or reload some collections with --collection.`, 1);
  }
  if (!["ready", "stopped", "failed"].includes(task.Status)) {
    throw new UserError(`${stack} is ${task.Status}, so it can't be started now: wait for that to end.`, 1);
  }
  if (!hasRun(task)) {
    if (!resume && !reload) return "start-replication";
    throw new UserError(
      `${stack} has never run: start it without --${resume ? "resume" : "reload"}, which gives data errors on a first start.`,
    );
  }
  if (resume) return "resume-processing";
  if (reload) return "reload-target";
  throw new UserError(
    `${stack} has run before (${standing(task)}), so say how it is to go on:
  --resume  with the changes since then, from MongoDB's oplog; loses nothing as long as the oplog reaches back that far
  --reload  with all rows of all collections anew: when the oplog does not, or a new field is to come to every document`,
  );
}

/** A task that was changed may be `ready` again, so its dates are asked, too. */
function hasRun({ Status, ReplicationTaskStats }: Task): boolean {
  return Status !== "ready" || ReplicationTaskStats?.StartDate !== undefined;
}
