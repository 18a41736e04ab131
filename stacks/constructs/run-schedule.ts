import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import type { Construct } from "constructs";
import { HOUR } from "./alarm.ts";
import { ServiceRole } from "./service-role.ts";

interface RunScheduleProps {
  /** Of the schedule and of its role. */
  readonly name: string;
  readonly expression: string;
  readonly timeZone: string;
  readonly stateMachineArn: string;
}

/**
 * Adds the schedule that starts a state machine. Off, as a deploy starts nothing: `ops start` switches it on, `ops stop` off, and an apply leaves it
 * as it is.
 */
export function addRunSchedule(
  scope: Construct,
  { name, expression, timeZone, stateMachineArn }: RunScheduleProps,
): void {
  const role = new ServiceRole(scope, "schedule-role", {
    name,
    service: "scheduler.amazonaws.com",
    allow: [{ Sid: "Start", Action: ["states:StartExecution"], Resource: [stateMachineArn] }],
  });
  new SchedulerSchedule(scope, "schedule", {
    name,
    scheduleExpression: expression,
    scheduleExpressionTimezone: timeZone,
    state: "DISABLED",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: stateMachineArn,
      roleArn: role.arn,
      input: "{}",
      // The next execution does the same, and an alarm fires if none comes.
      retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: HOUR },
    },
    lifecycle: { ignoreChanges: ["state"] },
    dependsOn: [role.granted],
  });
}
