import {
  GetScheduleCommand,
  type GetScheduleOutput,
  ResourceNotFoundException,
  SchedulerClient,
  type ScheduleState,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { UserError } from "../../command/user-error.ts";
import { scheduleGroupName, tableResourceName } from "../../stacks/mysql-to-snowflake/names.ts";
import type { StreamedTable } from "../../stacks/mysql-to-snowflake/tables.ts";
import type { Session } from "../session.ts";
import type { StreamStack } from "../stacks.ts";

/** Whether a table's schedule is on. @throws UserError if there is none: it is not deployed */
export async function scheduleState(
  session: Session,
  stack: StreamStack,
  table: StreamedTable,
): Promise<ScheduleState> {
  const { State } = await findSchedule(session, stack, table);
  return State ?? "DISABLED";
}

/** Switches a table's schedule. AWS takes a schedule as a whole, so everything else is sent back as it was. @returns whether it was otherwise */
export async function switchSchedule(
  session: Session,
  stack: StreamStack,
  table: StreamedTable,
  State: ScheduleState,
): Promise<boolean> {
  const found = await findSchedule(session, stack, table);
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
  { id, environment }: StreamStack,
  { database, table }: StreamedTable,
): Promise<Omit<GetScheduleOutput, "Arn" | "CreationDate" | "LastModificationDate">> {
  const place = { GroupName: scheduleGroupName(environment), Name: tableResourceName(environment, database, table) };
  try {
    const {
      $metadata: _metadata,
      Arn: _arn,
      CreationDate: _created,
      LastModificationDate: _modified,
      ...found
    } = await session.aws(SchedulerClient, environment.region).send(new GetScheduleCommand(place));
    return found;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new UserError(`There is no schedule ${place.Name} in ${environment.region}: deploy ${id} first.`, 1);
  }
}
