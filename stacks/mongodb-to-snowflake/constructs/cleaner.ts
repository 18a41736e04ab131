import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { LambdaFunction } from "@cdktf/provider-aws/lib/lambda-function/index.js";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js";
import { Construct } from "constructs";
import { toEnvironment } from "../../../functions/cleaner/environment.ts";
import { FunctionPackage } from "../../constructs/function-package.ts";
import { ServiceRole } from "../../constructs/service-role.ts";
import { resourceName } from "../../names.ts";
import { cleanerSettings } from "../cleaner-settings.ts";
import type { MongodbToSnowflake } from "../settings.ts";
import { cleanerRights } from "./cleaner-rights.ts";

interface CleanerProps {
  readonly environment: MongodbToSnowflake;
  /** Key of the RAW objects. */
  readonly rawKeyArn: string;
  readonly failureQueueArn: string;
}

/** Part of the role's name. The RAW bucket's policy also needs it, to name the role. */
export const CLEANER_ROLE = "cleaner";

/** Lambda's maximum. Only the time that is used is charged. */
const TIMEOUT_SECONDS = 900;

/** The function that keeps the listed fields, its retries, and the failure queue as its destination on failure. */
export class Cleaner extends Construct {
  readonly functionName: string;
  readonly functionArn: string;
  readonly timeoutSeconds = TIMEOUT_SECONDS;

  constructor(scope: Construct, id: string, props: CleanerProps) {
    super(scope, id);
    const lambda = addFunction(this, props);
    this.functionName = lambda.functionName;
    this.functionArn = lambda.arn;
    new LambdaFunctionEventInvokeConfig(this, "retries", {
      functionName: lambda.functionName,
      // The maximum for asynchronous invocations, which S3's are. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-error-handling.html
      maximumRetryAttempts: 2,
      maximumEventAgeInSeconds: 6 * 60 * 60,
      destinationConfig: { onFailure: { destination: props.failureQueueArn } },
    });
  }
}

function addFunction(scope: Construct, { environment, rawKeyArn, failureQueueArn }: CleanerProps): LambdaFunction {
  const functionName = resourceName(environment, "cleaner");
  const code = new FunctionPackage(scope, "code", { functionName: "cleaner" });
  const logGroup = new CloudwatchLogGroup(scope, "log", {
    // Otherwise Lambda would create it and keep its logs for ever.
    name: `/aws/lambda/${functionName}`,
    retentionInDays: environment.retention.logDays,
  });
  const role = new ServiceRole(scope, "role", {
    name: resourceName(environment, CLEANER_ROLE),
    service: "lambda.amazonaws.com",
    allow: cleanerRights(environment, { rawKeyArn, failureQueueArn, logGroupArn: logGroup.arn }),
  });
  return new LambdaFunction(scope, "function", {
    functionName,
    role: role.arn,
    runtime: "nodejs24.x",
    architectures: ["arm64"],
    handler: "index.handler",
    filename: code.path,
    sourceCodeHash: code.hash,
    memorySize: environment.cleaner.memoryMb,
    timeout: TIMEOUT_SECONDS,
    reservedConcurrentExecutions: environment.cleaner.reservedConcurrency,
    environment: { variables: toEnvironment(cleanerSettings(environment)) },
    dependsOn: [role.granted, logGroup],
  });
}
