import {
  type ExecutionListItem,
  type ExecutionStatus,
  ListExecutionsCommand,
  SFNClient,
  StateMachineDoesNotExist,
} from "@aws-sdk/client-sfn";
import { UserError } from "../../command/user-error.ts";
import { replayArn } from "../../stacks/mongodb-to-snowflake/replay.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { stackName } from "../../stacks/names.ts";
import type { Session } from "../session.ts";

/** The stack's newest replay. @throws UserError if the stack has no state machine: it is not deployed */
export async function newestExecution(
  session: Session,
  environment: MongodbToSnowflake,
  statusFilter?: ExecutionStatus,
): Promise<ExecutionListItem | undefined> {
  const request = { stateMachineArn: replayArn(environment), maxResults: 1, ...(statusFilter && { statusFilter }) };
  try {
    const { executions } = await session.aws(SFNClient, environment.region).send(new ListExecutionsCommand(request));
    return executions?.[0];
  } catch (error) {
    if (!(error instanceof StateMachineDoesNotExist)) throw error;
    throw new UserError(`${stackName(environment)} can't replay yet: deploy the stack first.`, 1);
  }
}

/** @throws UserError if a replay is running: two would use the whole concurrency, and new objects would wait */
export function checkIdle(environment: MongodbToSnowflake, running: ExecutionListItem | undefined): void {
  if (running) throw new UserError(describeRunning(environment, running), 1);
}

/** Says that a replay is running, and how to follow it. */
export function describeRunning(environment: MongodbToSnowflake, { name }: ExecutionListItem): string {
  const stack = stackName(environment);
  return `A replay is running in ${stack}: ${name}. To follow it: npm run -s ops -- replay ${stack} --follow`;
}
