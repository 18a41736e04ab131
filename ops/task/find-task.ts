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

/** @throws UserError if the stack has no task: it is not deployed */
export async function findTask(session: Pick<Session, "aws">, environment: Environment): Promise<Task> {
  const found = await lookUpTask(session, environment);
  if (found !== undefined) return found;
  throw new UserError(
    `There is no replication task ${idOf(environment)} in ${environment.region}: deploy ${stackName(environment)} first.`,
    1,
  );
}

/** @returns undefined if the stack has no task */
export async function lookUpTask(session: Pick<Session, "aws">, environment: Environment): Promise<Task | undefined> {
  const found = await describe(session, environment);
  return found?.ReplicationTaskArn === undefined || found.Status === undefined ? undefined : (found as Task);
}

function idOf(environment: Environment): string {
  return resourceName(environment, "task");
}

/** DMS answers with an error if nothing matches. */
async function describe(session: Pick<Session, "aws">, environment: Environment): Promise<ReplicationTask | undefined> {
  try {
    const Filters = [{ Name: "replication-task-id", Values: [idOf(environment)] }];
    const { ReplicationTasks } = await session
      .aws(DatabaseMigrationServiceClient, environment.region)
      .send(new DescribeReplicationTasksCommand({ Filters }));
    return ReplicationTasks?.[0];
  } catch (error) {
    if (error instanceof ResourceNotFoundFault) return undefined;
    throw error;
  }
}
