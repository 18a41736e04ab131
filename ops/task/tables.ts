import {
  DatabaseMigrationServiceClient,
  paginateDescribeTableStatistics,
  type TableStatistics,
} from "@aws-sdk/client-database-migration-service";
import { nameIn } from "../../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import type { Session } from "../session.ts";
import type { Task } from "./find-task.ts";

/** DMS's table statistics by the names of collections, for the collections of the task's database that were in its last run. */
export async function describeTables(
  session: Session,
  environment: MongodbToSnowflake,
  database: string,
  { ReplicationTaskArn }: Task,
): Promise<ReadonlyMap<string, TableStatistics>> {
  const client = session.aws(DatabaseMigrationServiceClient, environment.region);
  const tables = new Map<string, TableStatistics>();
  for await (const { TableStatistics } of paginateDescribeTableStatistics({ client }, { ReplicationTaskArn })) {
    for (const table of TableStatistics ?? []) {
      if (table.SchemaName === database && table.TableName !== undefined)
        tables.set(nameIn(environment, database, table.TableName), table);
    }
  }
  return tables;
}
