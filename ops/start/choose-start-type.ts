import type { StartReplicationTaskTypeValue } from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import { describeTask } from "../task/describe-task.ts";
import type { Task } from "../task/find-task.ts";

/** The operator's options. A first start has neither. */
export interface StartRequest {
  readonly resume?: boolean;
  readonly reload?: boolean;
}

/**
 * How DMS must start the task; `already-running` if there is nothing to start.
 * https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html
 *
 * @throws UserError if the options would cause data errors, or would load everything again without being asked to
 */
export function chooseStartType(
  stack: string,
  task: Task,
  { resume, reload }: StartRequest,
): StartReplicationTaskTypeValue | "already-running" {
  if (task.Status === "running" || task.Status === "starting") {
    if (!reload) return "already-running";
    throw new UserError(`${stack} is ${task.Status}. Stop it first, or reload some collections with --collection.`, 1);
  }
  if (!["ready", "stopped", "failed"].includes(task.Status)) {
    throw new UserError(`${stack} is ${task.Status}, so it can't be started now: wait until that has ended.`, 1);
  }
  if (!hasRun(task)) {
    if (!resume && !reload) return "start-replication";
    throw new UserError(
      `${stack} has never run: start it without --${resume ? "resume" : "reload"}, which causes data errors on a first start.`,
    );
  }
  if (resume) return "resume-processing";
  if (reload) return "reload-target";
  throw new UserError(
    `${stack} has run before (${describeTask(task)}), so choose how it continues:
  --resume  with the changes since then, from MongoDB's oplog; loses nothing if the oplog reaches back that far
  --reload  with a new load of all collections: if the oplog does not, or if every document must get a new field`,
  );
}

/** A task that was modified may be `ready` again, so its start date counts, too. */
function hasRun({ Status, ReplicationTaskStats }: Task): boolean {
  return Status !== "ready" || ReplicationTaskStats?.StartDate !== undefined;
}
