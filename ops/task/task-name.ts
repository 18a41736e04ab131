import { firstDatabase } from "../../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";

/** What a task is called in messages: the stack, with the database if that is not the first. */
export function taskName(environment: MongodbToSnowflake, database: string): string {
  const stack = stackName(environment);
  return database === firstDatabase(environment) ? stack : `${stack}, database ${database}`;
}
