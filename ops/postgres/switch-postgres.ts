import type { ScheduleState } from "@aws-sdk/client-scheduler";
import { DescribeStateMachineCommand, SFNClient, StateMachineDoesNotExist } from "@aws-sdk/client-sfn";
import { UserError } from "../../command/user-error.ts";
import { moduleId, type StateMachine, stateMachineArn } from "../../stacks/snowflake-to-postgres/names.ts";
import { checkAccount } from "../open-stack.ts";
import type { Result } from "../result.ts";
import { switchSchedule } from "../schedule.ts";
import type { Session } from "../session.ts";
import { type PostgresStacks, postgresSchedule } from "../stacks.ts";

/** Switches the schedule on, after the state machines that a run starts are there. */
export async function startPostgres(session: Session, stacks: PostgresStacks): Promise<Result> {
  await checkAccount(session, stacks);
  await findMachine(session, stacks, "export");
  await findMachine(session, stacks, "sync");
  return switched(stacks, "ENABLED", await switchSchedule(session, postgresSchedule(stacks), "ENABLED"));
}

/** Switches the schedule off. An execution that runs goes on to its end. */
export async function stopPostgres(session: Session, stacks: PostgresStacks): Promise<Result> {
  await checkAccount(session, stacks);
  return switched(stacks, "DISABLED", await switchSchedule(session, postgresSchedule(stacks), "DISABLED"));
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

function switched({ id, environment }: PostgresStacks, state: ScheduleState, changed: boolean): Result {
  const isOn = state === "ENABLED";
  return {
    json: { stack: id, schedule: state, changed },
    ok: true,
    show: (out) => {
      out.print(`The schedule of ${id} is ${isOn ? "on" : "off"}${changed ? "" : " already"}.`);
      out.print(
        isOn
          ? `A run starts by ${environment.schedule.expression}. To see the newest: npm run -s ops -- status ${id}`
          : "An execution that runs goes on to its end. The next run exports all changes since the last one.",
      );
    },
  };
}
