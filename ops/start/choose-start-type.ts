import type { StartReplicationTaskTypeValue } from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import type { DatabaseTask } from "../task/database-task.ts";
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
  meant: DatabaseTask,
  task: Task,
  { resume, reload }: StartRequest,
): StartReplicationTaskTypeValue | "already-running" {
  const { name, tables, migration } = meant;
  if (task.Status === "running" || task.Status === "starting") {
    if (!reload) return "already-running";
    throw new UserError(`${name} is ${task.Status}. Stop it first, or reload some ${tables} with --collection.`, 1);
  }
  if (!["ready", "stopped", "failed"].includes(task.Status)) {
    throw new UserError(`${name} is ${task.Status}, so it can't be started now: wait until that has ended.`, 1);
  }
  if (!hasRun(task)) {
    if (!resume && !reload) return "start-replication";
    throw new UserError(
      `${name} has never run: start it without --${resume ? "resume" : "reload"}, which causes data errors on a first start.`,
    );
  }
  if (reload && migration === "cdc") throw nothingToReload(meant);
  if (resume) return "resume-processing";
  if (reload) return "reload-target";
  throw new UserError(
    [`${name} has run before (${describeTask(task)}), so choose how it continues:`, ...waysOn(meant)].join("\n"),
  );
}

/** https://docs.aws.amazon.com/dms/latest/APIReference/API_StartReplicationTask.html */
function waysOn({ migration, source, tables }: DatabaseTask): readonly string[] {
  if (migration === "full-load")
    return [
      `  --resume  with the ${tables} that were not loaded in full`,
      `  --reload  with a new load of all ${tables}`,
    ];
  const resume = `  --resume  with the changes since then, from ${source.name}'s ${source.log}; loses nothing if the ${source.log} reaches back that far`;
  if (migration === "cdc") return [resume];
  const every = tables === "collections" ? "document" : "row";
  return [
    resume,
    `  --reload  with a new load of all ${tables}: if the ${source.log} does not, or if every ${every} must get a new field`,
  ];
}

/** Of a task that never loads. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.ReloadTables.html */
export function nothingToReload({ name }: DatabaseTask): UserError {
  return new UserError(`${name} replicates only changes (migration "cdc"), so DMS can't reload anything there.`);
}

/** A task that was modified may be `ready` again, so its start date counts, too. */
function hasRun({ Status, ReplicationTaskStats }: Task): boolean {
  return Status !== "ready" || ReplicationTaskStats?.StartDate !== undefined;
}
