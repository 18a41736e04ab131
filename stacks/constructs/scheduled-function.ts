import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js";
import { Construct } from "constructs";
import { type AlarmProps, HOUR } from "./alarm.ts";
import { addDailySchedule } from "./daily-schedule.ts";
import { addFunction, type FunctionProps } from "./function.ts";
import { ATTEMPTS, addScheduledFunctionAlarms } from "./scheduled-function-alarms.ts";
import type { ServiceRole } from "./service-role.ts";

interface ScheduledFunctionProps extends AlarmProps, FunctionProps {
  /** Its folder in `functions/`, and the start of its alarms' names: `source-columns`. */
  readonly code: string;
  /** Name of the function, its role and its schedule. */
  readonly name: string;
  /** With which the schedule invokes it: `addScheduleRole`. */
  readonly scheduleRole: ServiceRole;
  /** What it does, in the alarms' mails: `The check of the sources`. */
  readonly title: string;
}

/**
 * A function that runs once a day, and whenever an operator asks: its log, its role, its schedule, and alarms for when it fails or has
 * not run. An event of it names nothing, so a run that failed is not kept: the next one does the same.
 */
export class ScheduledFunction extends Construct {
  readonly functionName: string;
  readonly functionArn: string;

  constructor(scope: Construct, id: string, props: ScheduledFunctionProps) {
    super(scope, id);
    const lambda = addFunction(this, props);
    this.functionName = lambda.functionName;
    this.functionArn = lambda.arn;
    new LambdaFunctionEventInvokeConfig(this, "retries", {
      functionName: lambda.functionName,
      // After one minute, then after two. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
      maximumRetryAttempts: ATTEMPTS - 1,
      maximumEventAgeInSeconds: HOUR,
    });
    addDailySchedule(this, "schedule", { name: props.name, functionArn: lambda.arn, role: props.scheduleRole });
    addScheduledFunctionAlarms(this, { ...props, functionName: lambda.functionName });
  }
}
