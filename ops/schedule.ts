import {
  GetScheduleCommand,
  type GetScheduleOutput,
  ResourceNotFoundException,
  SchedulerClient,
  type ScheduleState,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { UserError } from "../command/user-error.ts";
import type { Session } from "./session.ts";

/** A schedule that starts a state machine, and the stack that makes it. */
export interface RunSchedule {
  readonly name: string;
  readonly region: string;
  /** Id of the stack. */
  readonly stack: string;
}

/** Whether the schedule of the state machine is on. @throws UserError if there is none: it is not deployed */
export async function scheduleState(session: Session, schedule: RunSchedule): Promise<ScheduleState> {
  return (await findSchedule(session, schedule)).State ?? "DISABLED";
}

/** Switches it. AWS takes a schedule as a whole, so everything else is sent back as it was. @returns whether it was otherwise */
export async function switchSchedule(session: Session, schedule: RunSchedule, State: ScheduleState): Promise<boolean> {
  const found = await findSchedule(session, schedule);
  if (found.State === State) return false;
  const { Name, ScheduleExpression, FlexibleTimeWindow, Target } = found;
  await session.aws(SchedulerClient, schedule.region).send(
    new UpdateScheduleCommand({
      ...found,
      // AWS always returns these.
      ...{ Name: Name as string, ScheduleExpression: ScheduleExpression as string },
      ...{ FlexibleTimeWindow: FlexibleTimeWindow as NonNullable<typeof FlexibleTimeWindow> },
      Target: Target as NonNullable<typeof Target>,
      State,
    }),
  );
  return true;
}

async function findSchedule(
  session: Session,
  { name: Name, region, stack }: RunSchedule,
): Promise<Omit<GetScheduleOutput, "Arn" | "CreationDate" | "LastModificationDate">> {
  try {
    const {
      $metadata: _metadata,
      Arn: _arn,
      CreationDate: _created,
      LastModificationDate: _modified,
      ...found
    } = await session.aws(SchedulerClient, region).send(new GetScheduleCommand({ Name }));
    return found;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new UserError(`There is no schedule ${Name} in ${region}: deploy ${stack} first.`, 1);
  }
}
