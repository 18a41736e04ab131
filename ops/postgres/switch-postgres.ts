import type { ScheduleState } from "@aws-sdk/client-scheduler";
import { DescribeStateMachineCommand, SFNClient, StateMachineDoesNotExist } from "@aws-sdk/client-sfn";
import { UserError } from "../../command/user-error.ts";
import { moduleId, type StateMachine, stateMachineArn } from "../../stacks/snowflake-to-postgres/names.ts";
import { checkAccount } from "../open-stack.ts";
import type { Result } from "../result.ts";
import { switchedRuns, switchSchedule } from "../schedule.ts";
import type { Session } from "../session.ts";
import { type PostgresStacks, postgresSchedule } from "../stacks.ts";

/** Switches the schedule on, after the state machines that a run starts are there. */
export async function startPostgres(session: Session, stacks: PostgresStacks): Promise<Result> {
  await checkAccount(session, stacks);
  await findMachine(session, stacks, "export");
  await findMachine(session, stacks, "sync");
  return await switchTo(session, stacks, "ENABLED");
}

/** Switches the schedule off. An execution that runs goes on to its end. */
export async function stopPostgres(session: Session, stacks: PostgresStacks): Promise<Result> {
  await checkAccount(session, stacks);
  return await switchTo(session, stacks, "DISABLED");
}

/** @throws UserError if it is not deployed */
async function findMachine(session: Session, { environment }: PostgresStacks, machine: StateMachine): Promise<void> {
  const arn = stateMachineArn(environment, machine);
  try {
    await session.aws(SFNClient, environment.region).send(new DescribeStateMachineCommand({ stateMachineArn: arn }));
  } catch (error) {
    if (!(error instanceof StateMachineDoesNotExist)) throw error;
    const stack = moduleId(environment, machine === "export" ? "batch" : "sync");
    throw new UserError(`There is no state machine ${arn}: deploy ${stack} first.`, 1);
  }
}

async function switchTo(session: Session, stacks: PostgresStacks, state: ScheduleState): Promise<Result> {
  const changed = await switchSchedule(session, postgresSchedule(stacks), state);
  return switchedRuns(stacks.id, { state, changed }, { by: stacks.environment.schedule.expression, off: OFF });
}

const OFF = "The next run exports all changes since the last one.";
