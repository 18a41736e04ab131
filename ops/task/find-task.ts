import {
  DatabaseMigrationServiceClient,
  DescribeReplicationTasksCommand,
  type ReplicationTask,
  ResourceNotFoundFault,
} from "@aws-sdk/client-database-migration-service";
import { UserError } from "../../command/user-error.ts";
import { databaseResourceName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Session } from "../session.ts";

/** The task of one of a stack's databases, as DMS describes it. */
export type Task = ReplicationTask & { readonly ReplicationTaskArn: string; readonly Status: string };

/** @throws UserError if there is no such task: it is not deployed */
export async function findTask(
  session: Pick<Session, "aws">,
  environment: MongodbToSnowflake,
  database: string,
): Promise<Task> {
  const found = await lookUpTask(session, environment, database);
  if (found !== undefined) return found;
  throw new UserError(
    `There is no replication task ${idOf(environment, database)} in ${environment.region}: deploy ${stackName(environment)} first.`,
    1,
  );
}

/** @returns undefined if there is no such task */
async function lookUpTask(
  session: Pick<Session, "aws">,
  environment: MongodbToSnowflake,
  database: string,
): Promise<Task | undefined> {
  return lookUpTaskNamed(session, environment.region, idOf(environment, database));
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

function idOf(environment: MongodbToSnowflake, database: string): string {
  return databaseResourceName(environment, database, "task");
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
