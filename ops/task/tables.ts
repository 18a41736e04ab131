import {
  DatabaseMigrationServiceClient,
  paginateDescribeTableStatistics,
  type TableStatistics,
} from "@aws-sdk/client-database-migration-service";
import type { Session } from "../session.ts";
import type { DatabaseTask } from "./database-task.ts";
import type { Task } from "./find-task.ts";

/** DMS's table statistics by the names of collections or tables, for those of the task's database that were in its last run. */
export async function describeTables(
  session: Session,
  { region, schema, nameOf }: DatabaseTask,
  { ReplicationTaskArn }: Task,
): Promise<ReadonlyMap<string, TableStatistics>> {
  const client = session.aws(DatabaseMigrationServiceClient, region);
  const tables = new Map<string, TableStatistics>();
  for await (const { TableStatistics } of paginateDescribeTableStatistics({ client }, { ReplicationTaskArn })) {
    for (const table of TableStatistics ?? []) {
      if (table.SchemaName === schema && table.TableName !== undefined) tables.set(nameOf(table.TableName), table);
    }
  }
  return tables;
}
