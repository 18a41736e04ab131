import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target/index.js";
import { Construct } from "constructs";
import { runbook } from "../../constructs/alarm.ts";
import { ServiceRole } from "../../constructs/service-role.ts";
import { resourceName, stackName } from "../../names.ts";
import type { MongodbToSnowflake } from "../settings.ts";

interface TaskStoppedProps {
  readonly environment: MongodbToSnowflake;
  readonly taskArns: readonly string[];
  readonly topicArn: string;
}

const KIND = "task-stopped";

/**
 * Sends a mail when the task fails or stops, also when an operator stops it. DMS reports this as an event; there is no metric.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_EventBridge.html
 */
export class TaskStopped extends Construct {
  constructor(scope: Construct, id: string, { environment, taskArns, topicArn }: TaskStoppedProps) {
    super(scope, id);
    const isOnly = taskArns.length === 1;
    const rule = new CloudwatchEventRule(this, "rule", {
      name: resourceName(environment, KIND),
      description: "The replication task failed or stopped.",
      eventPattern: JSON.stringify({
        source: ["aws.dms"],
        "detail-type": ["DMS Replication Task State Change"],
        resources: taskArns,
        detail: { eventType: ["REPLICATION_TASK_FAILED", "REPLICATION_TASK_STOPPED"] },
      }),
    });
    // A role, not a topic policy: EventBridge supports no condition in that, so any rule of any account could publish.
    // https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-use-resource-based.html
    const role = new ServiceRole(this, "role", {
      name: resourceName(environment, KIND),
      service: "events.amazonaws.com",
      allow: [{ Sid: "Tell", Action: ["sns:Publish"], Resource: [topicArn] }],
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      arn: topicArn,
      roleArn: role.arn,
      inputTransformer: {
        inputPaths: { time: "$.time", event: "$.detail.eventType", ...(isOnly ? {} : { task: "$.resources[0]" }) },
        inputTemplate: text(environment, isOnly ? "" : " (<task>)"),
      },
      dependsOn: [role.granted],
    });
  }
}

/** The mail. With several tasks it has the ARN of the one that stopped. Not the event's message: DMS may quote data in it. A template that is text must be in quotes. */
function text(environment: MongodbToSnowflake, task: string): string {
  return JSON.stringify(
    `<event> in ${stackName(environment)}${task} at <time>: nothing is replicated until the task runs again. What to do: ${runbook(KIND)}`,
  );
}
