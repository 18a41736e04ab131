import { UserError } from "../../command/user-error.ts";
import type { Session } from "../../ops/session.ts";
import { lookUpTaskNamed } from "../../ops/task/find-task.ts";
import type { StackPlan } from "../plan-review/plan.ts";
import { effectOnTask } from "../plan-review/replication.ts";
import type { StackTasks } from "./stack-tasks.ts";

/** Statuses in which DMS changes an endpoint. https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.Status.html */
const STOPPED_STATUSES = ["ready", "stopped", "failed"];

/**
 * Refuses a plan that DMS would refuse halfway: it changes an endpoint while the task that uses it runs. Calls AWS only if
 * the plan has such a change.
 * @returns the result, in a sentence
 * @throws UserError with the commands to run, if the task is not stopped
 */
export async function checkTask(
  session: Pick<Session, "aws">,
  { stack, region, names }: StackTasks,
  { changes }: StackPlan,
): Promise<string> {
  const endpoints = changes.filter((change) => effectOnTask(change) === "needs-stop").map(({ address }) => address);
  if (endpoints.length === 0) return "Nothing in the plan needs the replication task stopped.";
  const tasks = await Promise.all(names.map((name) => lookUpTaskNamed(session, region, name)));
  const statuses = tasks.flatMap((task) => task?.Status ?? []);
  const [Status] = statuses;
  if (Status === undefined) return `${stack} has no replication task yet.`;
  const busy = statuses.find((each) => !STOPPED_STATUSES.includes(each));
  if (busy === undefined) return `The replication task of ${stack} is ${Status}, as ${endpoints.join(", ")} needs.`;
  throw new UserError(
    [
      `The replication task of ${stack} is ${busy}, so DMS refuses to change its endpoints. Nothing was applied.`,
      ...endpoints.map((address) => `  changes: ${address}`),
      `Stop it (npm run -s ops -- stop ${stack}), run this job again, then start it (npm run -s ops -- start ${stack} --resume).`,
    ].join("\n"),
    1,
  );
}
