import {
  GetScheduleCommand,
  type GetScheduleOutput,
  ResourceNotFoundException,
  SchedulerClient,
  type ScheduleState,
  UpdateScheduleCommand,
} from "@aws-sdk/client-scheduler";
import { UserError } from "../command/user-error.ts";
import type { Result } from "./result.ts";
import type { Session } from "./session.ts";

/** A schedule, and the stack that makes it. */
export interface DeployedSchedule {
  readonly name: string;
  /** Absent: it is in no group of its own. */
  readonly group?: string;
  readonly region: string;
  /** Id of the stack. */
  readonly stack: string;
}

/** Whether it is on. @throws UserError if there is none: it is not deployed */
export async function scheduleState(session: Session, schedule: DeployedSchedule): Promise<ScheduleState> {
  return (await findSchedule(session, schedule)).State ?? "DISABLED";
}

/** Switches it. AWS takes a schedule as a whole, so everything else is sent back as it was. @returns whether it was otherwise */
export async function switchSchedule(
  session: Session,
  schedule: DeployedSchedule,
  State: ScheduleState,
): Promise<boolean> {
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
  { name: Name, group, region, stack }: DeployedSchedule,
): Promise<Omit<GetScheduleOutput, "Arn" | "CreationDate" | "LastModificationDate">> {
  try {
    const {
      $metadata: _metadata,
      Arn: _arn,
      CreationDate: _created,
      LastModificationDate: _modified,
      ...found
    } = await session
      .aws(SchedulerClient, region)
      .send(new GetScheduleCommand(group === undefined ? { Name } : { Name, GroupName: group }));
    return found;
  } catch (error) {
    if (!(error instanceof ResourceNotFoundException)) throw error;
    throw new UserError(`There is no schedule ${Name} in ${region}: deploy ${stack} first.`, 1);
  }
}

/** What a switch of the schedule of runs answers. @param by when a run starts @param off what an operator should know while it is off */
export function switchedRuns(
  id: string,
  { state, changed }: { readonly state: ScheduleState; readonly changed: boolean },
  { by, off }: { readonly by: string; readonly off: string },
): Result {
  const isOn = state === "ENABLED";
  return {
    json: { stack: id, schedule: state, changed },
    ok: true,
    show: (out) => {
      out.print(`The schedule of ${id} is ${isOn ? "on" : "off"}${changed ? "" : " already"}.`);
      out.print(
        isOn
          ? `An execution starts by ${by}. To see the newest: npm run -s ops -- status ${id}`
          : `An execution that runs goes on to its end. ${off}`,
      );
    },
  };
}
