import {
  DescribeExecutionCommand,
  type DescribeExecutionOutput,
  SFNClient,
  StartExecutionCommand,
} from "@aws-sdk/client-sfn";
import { UserError } from "../../command/user-error.ts";
import { type StateMachine, stateMachineArn } from "../../stacks/snowflake-to-postgres/names.ts";
import { poll } from "../poll.ts";
import type { Session } from "../session.ts";
import type { PostgresStacks } from "../stacks.ts";

const EVERY_SECONDS = 5;
/** An execution may go on longer; then it is no longer followed. */
const FOR_MINUTES = 24 * 60;

/** Starts an execution, and follows it to its end. @throws UserError if it does not end in a day */
export async function runExecution(
  session: Session,
  { environment }: PostgresStacks,
  machine: StateMachine,
  input: object,
): Promise<DescribeExecutionOutput> {
  const sfn = session.aws(SFNClient, environment.region);
  const { executionArn = "" } = await sfn.send(
    new StartExecutionCommand({ stateMachineArn: stateMachineArn(environment, machine), input: JSON.stringify(input) }),
  );
  session.err.print(`  started ${executionArn}`);
  session.err.print("  it goes on if this command is interrupted");
  const ended = await poll(session, { everySeconds: EVERY_SECONDS, forMinutes: FOR_MINUTES }, async () => {
    const execution = await sfn.send(new DescribeExecutionCommand({ executionArn }));
    return execution.status === "RUNNING" ? undefined : execution;
  });
  if (ended === undefined) throw new UserError(`${executionArn} has not ended in a day.`, 1);
  return ended;
}
