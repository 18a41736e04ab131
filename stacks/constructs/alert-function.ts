import { CloudwatchLogGroup } from "@cdktf/provider-aws/lib/cloudwatch-log-group/index.js";
import { CloudwatchLogSubscriptionFilter } from "@cdktf/provider-aws/lib/cloudwatch-log-subscription-filter/index.js";
import { LambdaFunctionEventInvokeConfig } from "@cdktf/provider-aws/lib/lambda-function-event-invoke-config/index.js";
import { LambdaPermission } from "@cdktf/provider-aws/lib/lambda-permission/index.js";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { toEnvironment, WATCHED_TEXTS } from "../../functions/alert/environment.ts";
import { type AlarmProps, HOUR } from "./alarm.ts";
import { addFunction } from "./function.ts";
import { addMailAlarms } from "./mail-alarms.ts";
import { ATTEMPTS } from "./scheduled-function-alarms.ts";

interface AlertFunctionProps extends AlarmProps {
  readonly name: string;
  /** The log groups whose alerts it hears of, by name. Never its own: each line of it would make another. */
  readonly watch: readonly string[];
  readonly topicToTellArn: string;
  readonly deadLettersArn: string;
  readonly keyArn: string;
}

/**
 * Hears of lines of logs that are alerts, and tells a topic.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/SubscriptionFilters.html#LambdaFunctionExample
 */
export class AlertFunction extends Construct {
  constructor(scope: Construct, id: string, props: AlertFunctionProps) {
    super(scope, id);
    const { environment, name, watch, topicToTellArn, deadLettersArn, keyArn } = props;
    const lambda = addFunction(this, {
      environment,
      code: "alert",
      name,
      variables: toEnvironment({ stack: TerraformStack.of(this).node.id, topicArn: topicToTellArn }),
      allow: [
        { Sid: "Tell", Action: ["sns:Publish"], Resource: [topicToTellArn] },
        { Sid: "KeepWhatFailed", Action: ["sqs:SendMessage"], Resource: [deadLettersArn] },
        { Sid: "Encrypt", Action: ["kms:GenerateDataKey", "kms:Decrypt"], Resource: [keyArn] },
      ],
      memoryMb: 256,
      timeoutSeconds: 30,
    });
    new LambdaFunctionEventInvokeConfig(this, "failures", {
      functionName: lambda.functionName,
      maximumRetryAttempts: ATTEMPTS - 1,
      maximumEventAgeInSeconds: HOUR,
      destinationConfig: { onFailure: { destination: deadLettersArn } },
    });
    for (const logGroup of watch) {
      const part = logGroup.replace(/[^\w-]+/g, "-").slice(-STATEMENT_MAX);
      const permission = new LambdaPermission(this, `permission-${part}`, {
        statementId: part,
        action: "lambda:InvokeFunction",
        functionName: lambda.functionName,
        principal: "logs.amazonaws.com",
        sourceArn: `arn:aws:logs:${environment.region}:${environment.account}:log-group:${logGroup}:*`,
        sourceAccount: environment.account,
      });
      new CloudwatchLogSubscriptionFilter(this, `filter-${part}`, {
        name,
        logGroupName: logGroup,
        filterPattern: FILTER_PATTERN,
        destinationArn: lambda.arn,
        dependsOn: [permission, ...madeHere(this, logGroup)],
      });
    }
    addMailAlarms(this, { ...props, functionName: lambda.functionName, of: "alert" });
  }
}

/** The log group, if the stack makes it: it has to be there before its filter. */
function madeHere(scope: Construct, name: string): CloudwatchLogGroup[] {
  const all = TerraformStack.of(scope).node.findAll();
  return all.filter((node) => node instanceof CloudwatchLogGroup).filter(({ nameInput }) => nameInput === name);
}

/** Characters of a statement's id. https://docs.aws.amazon.com/lambda/latest/api/API_AddPermission.html */
const STATEMENT_MAX = 100;

/**
 * Any of the texts: a question mark is "or".
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/FilterAndPatternSyntax.html
 */
const FILTER_PATTERN = WATCHED_TEXTS.map((text) => `?"${text}"`).join(" ");
