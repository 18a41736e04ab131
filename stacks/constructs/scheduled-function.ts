import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function/index.js";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js";
import { Construct } from "constructs";
import type { Statement } from "../policy.ts";
import { type AlarmProps, HOUR } from "./alarm.ts";
import { addDailySchedule } from "./daily-schedule.ts";
import { FunctionPackage } from "./function-package.ts";
import { networkInterfaceDenials, networkInterfaceRights } from "./network-interface-rights.ts";
import { ATTEMPTS, addScheduledFunctionAlarms } from "./scheduled-function-alarms.ts";
import { ServiceRole } from "./service-role.ts";

interface ScheduledFunctionProps extends AlarmProps {
  /** Its folder in `functions/`, and the start of its alarms' names: `source-columns`. */
  readonly code: string;
  /** Name of the function, its role and its schedule. */
  readonly name: string;
  /** With which the schedule invokes it: `addScheduleRole`. */
  readonly scheduleRole: ServiceRole;
  /** What it does, in the alarms' mails: `The check of the sources`. */
  readonly title: string;
  /** From the `toEnvironment` of its folder. */
  readonly variables: Record<string, string>;
  /** Its rights, without those to log and to be in a network. */
  readonly allow: readonly Omit<Statement, "Effect" | "Principal">[];
  /** Absent: it is in no VPC. */
  readonly network?: { readonly subnetIds: readonly string[]; readonly securityGroupIds: readonly string[] };
  readonly memoryMb: number;
  /** At most 900. */
  readonly timeoutSeconds: number;
}

/** Names and counts only, so no shorter time is needed. */
const LOG_DAYS = 90;

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

function addFunction(scope: Construct, props: ScheduledFunctionProps): LambdaFunction {
  const { name, network, environment } = props;
  const code = new FunctionPackage(scope, "code", { functionName: props.code });
  const logGroup = new CloudwatchLogGroup(scope, "log", {
    // Otherwise Lambda would create it and keep its logs for ever.
    name: `/aws/lambda/${name}`,
    retentionInDays: LOG_DAYS,
  });
  const role = new ServiceRole(scope, "role", {
    name,
    service: "lambda.amazonaws.com",
    allow: [
      ...props.allow,
      { Sid: "Log", Action: ["logs:CreateLogStream", "logs:PutLogEvents"], Resource: [`${logGroup.arn}:*`] },
      ...(network === undefined ? [] : networkInterfaceRights(environment)),
    ],
    ...(network === undefined ? {} : { deny: networkInterfaceDenials(environment, name) }),
  });
  return new LambdaFunction(scope, "function", {
    functionName: name,
    role: role.arn,
    runtime: "nodejs24.x",
    architectures: ["arm64"],
    handler: "index.handler",
    filename: code.path,
    sourceCodeHash: code.hash,
    memorySize: props.memoryMb,
    timeout: props.timeoutSeconds,
    environment: { variables: props.variables },
    ...(network === undefined
      ? {}
      : { vpcConfig: { subnetIds: [...network.subnetIds], securityGroupIds: [...network.securityGroupIds] } }),
    dependsOn: [role.granted, logGroup],
  });
}
