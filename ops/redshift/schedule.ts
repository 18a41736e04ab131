import {
  GetScheduleCommand,
  type GetScheduleOutput,
  ResourceNotFoundException,
  SchedulerClient,
  type ScheduleState,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { UserError } from "../../command/user-error.ts";
import { redshiftName } from "../../stacks/mongodb-to-redshift/names.ts";
import type { Session } from "../session.ts";
import type { RedshiftStack } from "../stacks.ts";

/** Whether the schedule of the state machine is on. @throws UserError if there is none: it is not deployed */
export async function scheduleState(session: Session, stack: RedshiftStack): Promise<ScheduleState> {
  return (await findSchedule(session, stack)).State ?? "DISABLED";
}

/** Switches it. AWS takes a schedule as a whole, so everything else is sent back as it was. @returns whether it was otherwise */
export async function switchSchedule(session: Session, stack: RedshiftStack, State: ScheduleState): Promise<boolean> {
  const found = await findSchedule(session, stack);
  if (found.State === State) return false;
  const { Name, ScheduleExpression, FlexibleTimeWindow, Target } = found;
  await session.aws(SchedulerClient, stack.environment.region).send(
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
  { id, environment }: RedshiftStack,
): Promise<Omit<GetScheduleOutput, "Arn" | "CreationDate" | "LastModificationDate">> {
  const Name = redshiftName(environment, "schedule");
  try {
    const {
      $metadata: _metadata,
      Arn: _arn,
      CreationDate: _created,
      LastModificationDate: _modified,
      ...found
    } = await session.aws(SchedulerClient, environment.region).send(new GetScheduleCommand({ Name }));
    return found;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new UserError(`There is no schedule ${Name} in ${environment.region}: deploy ${id} first.`, 1);
  }
}
