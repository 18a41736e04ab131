import { UserError } from "../../command/user-error.ts";
import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import { poll } from "../poll.ts";
import type { Session } from "../session.ts";
import { findTask, type Task } from "./find-task.ts";

/**
 * Polls the task every ten seconds until it leaves the given states; progress goes to stderr.
 * @throws UserError after half an hour
 */
export async function waitForTask(
  session: Session,
  environment: Environment,
  states: readonly string[],
): Promise<Task> {
  const stack = stackName(environment);
  let status = "";
  const found = await poll(session, { everySeconds: 10, forMinutes: 30 }, async () => {
    const task = await findTask(session, environment);
    if (task.Status !== status) session.err.print(`  ${stack}: ${task.Status}`);
    status = task.Status;
    return states.includes(task.Status) ? undefined : task;
  });
  if (!found) throw new UserError(`${stack} is still ${status} after half an hour. DMS continues by itself.`, 1);
  return found;
}
