import {
  DatabaseMigrationServiceClient,
  DescribeReplicationTasksCommand,
  type ReplicationTask,
  ResourceNotFoundFault,
} from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import type { Session } from "../session.ts";
import type { DatabaseTask } from "./database-task.ts";

/** The task of one of a stack's databases, as DMS describes it. */
export type Task = ReplicationTask & { readonly ReplicationTaskArn: string; readonly Status: string };

/** Whether a task that only loads has done so. https://docs.aws.amazon.com/dms/latest/APIReference/API_ReplicationTask.html */
export function isLoaded({ Status, StopReason }: Task): boolean {
  return Status === "stopped" && StopReason?.includes("FULL_LOAD_ONLY_FINISHED") === true;
}

/** @throws UserError if there is no such task: it is not deployed */
export async function findTask(
  session: Pick<Session, "aws">,
  { stack, region, id }: Pick<DatabaseTask, "stack" | "region" | "id">,
): Promise<Task> {
  const found = await lookUpTaskNamed(session, region, id);
  if (found !== undefined) return found;
  throw new UserError(`There is no replication task ${id} in ${region}: deploy ${stack} first.`, 1);
}

/** @returns undefined if there is no such task */
export async function lookUpTaskNamed(
  session: Pick<Session, "aws">,
  region: string,
  name: string,
): Promise<Task | undefined> {
  const found = await describe(session, region, name);
  return found?.ReplicationTaskArn === undefined || found.Status === undefined ? undefined : (found as Task);
}

/** DMS answers with an error if nothing matches. */
async function describe(
  session: Pick<Session, "aws">,
  region: string,
  id: string,
): Promise<ReplicationTask | undefined> {
  try {
    const Filters = [{ Name: "replication-task-id", Values: [id] }];
    const { ReplicationTasks } = await session
      .aws(DatabaseMigrationServiceClient, region)
      .send(new DescribeReplicationTasksCommand({ Filters }));
    return ReplicationTasks?.[0];
  } catch (error) {
    if (error instanceof ResourceNotFoundFault) return undefined;
    throw error;
  }
}
