import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import type { Session } from "../session.ts";
import { UserError } from "../user-error.ts";
import { findTask, type Task } from "./find-task.ts";

const EVERY_MS = 10_000;
const LOOKS = 180;

/**
 * Looks at the task every ten seconds, and tells on standard error how it stands, until it has left the states named.
 * @throws UserError after half an hour
 */
export async function waitForTask(
  session: Session,
  environment: Environment,
  passing: readonly string[],
): Promise<Task> {
  let told = "";
  for (let look = 0; look < LOOKS; look++) {
    const task = await findTask(session, environment);
    if (task.Status !== told) session.err.print(`  ${stackName(environment)}: ${task.Status}`);
    told = task.Status;
    if (!passing.includes(task.Status)) return task;
    await session.wait(EVERY_MS);
  }
  throw new UserError(`${stackName(environment)} is still ${told} after half an hour. DMS goes on by itself.`, 1);
}
