import {
  DatabaseMigrationServiceClient,
  paginateDescribeTableStatistics,
  type TableStatistics,
} from "@aws-sdk/client-database-migration-service";
import type { Environment } from "../../stacks/environment.ts";
import type { Session } from "../session.ts";
import type { Task } from "./find-task.ts";

/** DMS's table statistics by collection, for the collections of the stack's database that were in the task's last run. */
export async function describeTables(
  session: Session,
  { region, mongodb }: Environment,
  { ReplicationTaskArn }: Task,
): Promise<ReadonlyMap<string, TableStatistics>> {
  const client = session.aws(DatabaseMigrationServiceClient, region);
  const tables = new Map<string, TableStatistics>();
  for await (const { TableStatistics } of paginateDescribeTableStatistics({ client }, { ReplicationTaskArn })) {
    for (const table of TableStatistics ?? []) {
      if (table.SchemaName === mongodb.database && table.TableName !== undefined) tables.set(table.TableName, table);
    }
  }
  return tables;
}
