import { UserError } from "../../command/user-error.ts";
import type { Result } from "../result.ts";
import type { DatabaseTask } from "./database-task.ts";

/**
 * Does the same for each database, or whatever there is one of for each, one after the other, and stops at the first error.
 * @returns the result of the only one, or all results together
 */
export async function forEachDatabase<Of>(
  stack: string,
  databases: readonly Of[],
  act: (database: Of) => Promise<Result>,
): Promise<Result> {
  const results: Result[] = [];
  for (const database of databases) results.push(await act(database));
  const [only, ...others] = results;
  if (only !== undefined && others.length === 0) return only;
  return {
    json: { stack, tasks: results.map(({ json }) => json) },
    ok: results.every(({ ok }) => ok),
    show: (out) => {
      for (const { show } of results) show(out);
    },
  };
}

/** The tasks that a command is for. @throws UserError if the stack does not replicate the database that is named */
export function chosenTasks(tasks: readonly DatabaseTask[], named: string | undefined): readonly DatabaseTask[] {
  const chosen = tasks.filter(({ database }) => named === undefined || database === named);
  if (chosen.length > 0) return chosen;
  const all = tasks.map(({ database }) => database).join(", ");
  throw new UserError(`${tasks[0]?.stack} does not replicate ${named}. Its databases: ${all}.`);
}
