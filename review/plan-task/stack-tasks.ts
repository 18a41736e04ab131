import { databasesOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import { databaseResourceName } from "../../stacks/mongodb-to-snowflake/names.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import { databaseResourceName as relationalName, stackId } from "../../stacks/relational-to-snowflake/names.ts";
import type { RelationalToSnowflake } from "../../stacks/relational-to-snowflake/settings.ts";
import { databasesOf as relationalDatabases } from "../../stacks/relational-to-snowflake/tables.ts";

/** The replication tasks of a stack. */
export interface StackTasks {
  readonly stack: string;
  readonly region: string;
  /** One for each database. */
  readonly names: readonly string[];
}

export function tasksOfMongodb(environment: MongodbToSnowflake): StackTasks {
  return {
    stack: stackName(environment),
    region: environment.region,
    names: databasesOf(environment).map((database) => databaseResourceName(environment, database, "task")),
  };
}

export function tasksOfRelational(environment: RelationalToSnowflake): StackTasks {
  return {
    stack: stackId(environment),
    region: environment.region,
    names: relationalDatabases(environment).map((database) => relationalName(environment, database, "task")),
  };
}
