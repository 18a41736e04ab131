import {
  type ExecutionListItem,
  type ExecutionStatus,
  ListExecutionsCommand,
  SFNClient,
  StateMachineDoesNotExist,
} from "@aws-sdk/client-sfn";
import { UserError } from "../../command/user-error.ts";
import type { Environment } from "../../stacks/environment.ts";
import { stackName } from "../../stacks/names.ts";
import { replayArn } from "../../stacks/replay.ts";
import type { Session } from "../session.ts";

/** The stack's newest replay. @throws UserError where the stack has no state machine: it is not deployed. */
export async function newestExecution(
  session: Session,
  environment: Environment,
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

/** @throws UserError where a replay runs: two at once would leave no place for new objects. */
export function checkIdle(environment: Environment, running: ExecutionListItem | undefined): void {
  if (running) throw new UserError(runs(environment, running), 1);
}

/** That a replay runs, and how to see it. */
export function runs(environment: Environment, { name }: ExecutionListItem): string {
  const stack = stackName(environment);
  return `A replay runs in ${stack}, ${name}. Follow it: npm run -s ops -- replay ${stack} --follow`;
}
