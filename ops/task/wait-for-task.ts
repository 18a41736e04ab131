import { UserError } from "../../command/user-error.ts";
import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import { poll } from "../poll.ts";
import type { Session } from "../session.ts";
import { findTask, type Task } from "./find-task.ts";

/**
 * Looks at the task every ten seconds, and tells on standard error how it stands, until it has left the states named.
 * @throws UserError after half an hour
 */
export async function waitForTask(
  session: Session,
  environment: Environment,
  passing: readonly string[],
): Promise<Task> {
  const stack = stackName(environment);
  let told = "";
  const arrived = await poll(session, { everySeconds: 10, forMinutes: 30 }, async () => {
    const task = await findTask(session, environment);
    if (task.Status !== told) session.err.print(`  ${stack}: ${task.Status}`);
    told = task.Status;
    return passing.includes(task.Status) ? undefined : task;
  });
  if (!arrived) throw new UserError(`${stack} is still ${told} after half an hour. DMS goes on by itself.`, 1);
  return arrived;
}
