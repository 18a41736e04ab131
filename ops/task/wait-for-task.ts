import { UserError } from "../../command/user-error.ts";
import { poll } from "../poll.ts";
import type { Session } from "../session.ts";
import type { DatabaseTask } from "./database-task.ts";
import { findTask, type Task } from "./find-task.ts";

/**
 * Polls the task every ten seconds until it leaves the given states; progress goes to stderr.
 * @throws UserError after half an hour
 */
export async function waitForTask(session: Session, task: DatabaseTask, states: readonly string[]): Promise<Task> {
  let status = "";
  const changed = await poll(session, { everySeconds: 10, forMinutes: 30 }, async () => {
    const found = await findTask(session, task);
    if (found.Status !== status) session.err.print(`  ${task.name}: ${found.Status}`);
    status = found.Status;
    return states.includes(found.Status) ? undefined : found;
  });
  if (!changed) throw new UserError(`${task.name} is still ${status} after half an hour. DMS continues by itself.`, 1);
  return changed;
}
