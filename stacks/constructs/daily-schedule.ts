import { SchedulerSchedule } from "@cdktf/provider-aws/lib/scheduler-schedule/index.js";
import type { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { HOUR } from "./alarm.ts";
import { ServiceRole } from "./service-role.ts";

interface ScheduleRoleProps {
  readonly environment: Environment;
  readonly name: string;
  /** The functions that it may invoke, by name: they are made after it. */
  readonly functionNames: readonly string[];
}

/**
 * Adds the role with which the schedules of a stack invoke its functions. One for all: a role's name with a function's in it would often
 * be too long.
 */
export function addScheduleRole(scope: Construct, id: string, props: ScheduleRoleProps): ServiceRole {
  const { environment, name, functionNames } = props;
  const { account, region } = environment;
  return new ServiceRole(scope, id, {
    name,
    service: "scheduler.amazonaws.com",
    allow: [
      {
        Sid: "Invoke",
        Action: ["lambda:InvokeFunction"],
        Resource: functionNames.map((each) => `arn:aws:lambda:${region}:${account}:function:${each}`),
      },
    ],
  });
}

interface DailyScheduleProps {
  readonly name: string;
  readonly functionArn: string;
  readonly role: ServiceRole;
}

/**
 * Adds a schedule that invokes a function once a day, from the deploy on. EventBridge's scheduled rules are a legacy feature.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 */
export function addDailySchedule(scope: Construct, id: string, { name, functionArn, role }: DailyScheduleProps): void {
  new SchedulerSchedule(scope, id, {
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
