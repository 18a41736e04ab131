import { UserError } from "../../command/user-error.ts";
import { databasesOf } from "../../stacks/mongodb-to-snowflake/collections.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Result } from "../result.ts";

/**
 * Does the same for each database, or whatever there is one of for each, one after the other, and stops at the first error.
 * @returns the result of the only one, or all results together
 */
export async function forEachDatabase<Of>(
  environment: MongodbToSnowflake,
  databases: readonly Of[],
  act: (database: Of) => Promise<Result>,
): Promise<Result> {
  const results: Result[] = [];
  for (const database of databases) results.push(await act(database));
  const [only, ...others] = results;
  if (only !== undefined && others.length === 0) return only;
  return {
    json: { stack: stackName(environment), tasks: results.map(({ json }) => json) },
    ok: results.every(({ ok }) => ok),
    show: (out) => {
      for (const { show } of results) show(out);
    },
  };
}

/** The databases that a command is for. @throws UserError if the stack does not replicate the one that is named */
export function chosenDatabases(environment: MongodbToSnowflake, named: string | undefined): readonly string[] {
  const all = databasesOf(environment);
  if (named === undefined) return all;
  if (all.includes(named)) return [named];
  throw new UserError(`${stackName(environment)} does not replicate ${named}. Its databases: ${all.join(", ")}.`);
}
