import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import { Construct } from "constructs";
import { HOUR } from "./alarm.ts";
import { ServiceRole } from "./service-role.ts";

interface DailyScheduleProps {
  /** Of the schedule; its role has `-daily` behind it. */
  readonly name: string;
  readonly functionArn: string;
}

/**
 * Adds a schedule that invokes a function once a day, from the deploy on. EventBridge's scheduled rules are a legacy feature.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function addDailySchedule(scope: Construct, id: string, { name, functionArn }: DailyScheduleProps): void {
  const inside = new Construct(scope, id);
  const role = new ServiceRole(inside, "role", {
    name: `${name}-daily`,
    service: "scheduler.amazonaws.com",
    allow: [{ Sid: "Invoke", Action: ["lambda:InvokeFunction"], Resource: [functionArn] }],
  });
  new SchedulerSchedule(inside, "schedule", {
    name,
    scheduleExpression: "rate(1 day)",
    flexibleTimeWindow: { mode: "OFF" },
    target: {
      arn: functionArn,
      roleArn: role.arn,
      // Otherwise 185 attempts in a day. The alarm on a missing run fires soon after.
      retryPolicy: { maximumRetryAttempts: 10, maximumEventAgeInSeconds: HOUR },
    },
    dependsOn: [role.granted],
  });
}
