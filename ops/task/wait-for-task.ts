import { UserError } from "../../command/user-error.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { poll } from "../poll.ts";
import type { Session } from "../session.ts";
import { findTask, type Task } from "./find-task.ts";
import { taskName } from "./task-name.ts";

/**
 * Polls the task every ten seconds until it leaves the given states; progress goes to stderr.
 * @throws UserError after half an hour
 */
export async function waitForTask(
  session: Session,
  environment: MongodbToSnowflake,
  database: string,
  states: readonly string[],
): Promise<Task> {
  const task = taskName(environment, database);
  let status = "";
  const changed = await poll(session, { everySeconds: 10, forMinutes: 30 }, async () => {
    const found = await findTask(session, environment, database);
    if (found.Status !== status) session.err.print(`  ${task}: ${found.Status}`);
    status = found.Status;
    return states.includes(found.Status) ? undefined : found;
  });
  if (!changed) throw new UserError(`${task} is still ${status} after half an hour. DMS continues by itself.`, 1);
  return changed;
}
