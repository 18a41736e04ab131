import {
  DatabaseMigrationServiceClient,
  DescribeReplicationTasksCommand,
  type ReplicationTask,
  ResourceNotFoundFault,
} from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import type { Environment } from "../../stacks/environment.ts";
import { resourceName, stackName } from "../../stacks/names.ts";
import type { Session } from "../session.ts";

/** A stack's task as DMS describes it. */
export type Task = ReplicationTask & { readonly ReplicationTaskArn: string; readonly Status: string };

/** @throws UserError where the stack has no task: it is not deployed. */
export async function findTask(session: Session, environment: Environment): Promise<Task> {
  const id = resourceName(environment, "task");
  const found = await describe(session, environment, id);
  if (found?.ReplicationTaskArn === undefined || found.Status === undefined) {
    throw new UserError(
      `There is no replication task ${id} in ${environment.region}: deploy ${stackName(environment)} first.`,
      1,
    );
  }
  return found as Task;
}

/** DMS tells by an error that nothing matches. */
async function describe(session: Session, environment: Environment, id: string): Promise<ReplicationTask | undefined> {
  try {
    const { ReplicationTasks } = await session
      .aws(DatabaseMigrationServiceClient, environment.region)
      .send(new DescribeReplicationTasksCommand({ Filters: [{ Name: "replication-task-id", Values: [id] }] }));
    return ReplicationTasks?.[0];
  } catch (error) {
    if (error instanceof ResourceNotFoundFault) return undefined;
    throw error;
  }
}
