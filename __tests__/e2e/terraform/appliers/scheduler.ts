import {
  CreateScheduleCommand,
  CreateScheduleGroupCommand,
  type FlexibleTimeWindowMode,
  type ScheduleState,
} from "@aws-sdk/client-scheduler";
import type { Applier } from "../applier.ts";

export const scheduleGroup: Applier<{ readonly name: string }> = async ({ name: Name }, { aws }) => {
  const { ScheduleGroupArn = "" } = await aws.scheduler.send(new CreateScheduleGroupCommand({ Name }));
  return { id: Name, name: Name, arn: ScheduleGroupArn };
};

interface Schedule {
  readonly name: string;
  readonly group_name?: string;
  readonly schedule_expression: string;
  readonly flexible_time_window: { readonly mode: FlexibleTimeWindowMode };
  readonly state?: ScheduleState;
  readonly target: {
    readonly arn: string;
    readonly role_arn: string;
    readonly input?: string;
    readonly retry_policy: {
      readonly maximum_retry_attempts: number;
      readonly maximum_event_age_in_seconds: number;
    };
  };
}

export const schedule: Applier<Schedule> = async (args, { aws }) => {
  const { arn: Arn, role_arn: RoleArn, input: Input, retry_policy: retries } = args.target;
  const { ScheduleArn = "" } = await aws.scheduler.send(
    new CreateScheduleCommand({
      Name: args.name,
      GroupName: args.group_name,
      ScheduleExpression: args.schedule_expression,
      FlexibleTimeWindow: { Mode: args.flexible_time_window.mode },
      State: args.state,
      Target: {
        Arn,
        RoleArn,
        Input,
        RetryPolicy: {
          MaximumRetryAttempts: retries.maximum_retry_attempts,
          MaximumEventAgeInSeconds: retries.maximum_event_age_in_seconds,
        },
      },
    }),
  );
  return { id: args.name, name: args.name, arn: ScheduleArn };
};
