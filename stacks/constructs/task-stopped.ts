import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target/index.js";
import { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import { runbook } from "./alarm.ts";
import { ServiceRole } from "./service-role.ts";

interface TaskStoppedProps {
  /** Of the rule and of its role. */
  readonly name: string;
  readonly taskArns: readonly string[];
  readonly topicArn: string;
}

/** Last part of the rule's name, and its section in the runbook. */
export const TASK_STOPPED = "task-stopped";

/**
 * Sends a mail when the task fails or stops, also when an operator stops it. DMS reports this as an event; there is no metric.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_EventBridge.html
 */
export class TaskStopped extends Construct {
  constructor(scope: Construct, id: string, { name, taskArns, topicArn }: TaskStoppedProps) {
    super(scope, id);
    const isOnly = taskArns.length === 1;
    const rule = new CloudwatchEventRule(this, "rule", {
      name,
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
      name,
      service: "events.amazonaws.com",
      allow: [{ Sid: "Tell", Action: ["sns:Publish"], Resource: [topicArn] }],
    });
    new CloudwatchEventTarget(this, "target", {
      rule: rule.name,
      arn: topicArn,
      roleArn: role.arn,
      inputTransformer: {
        inputPaths: { time: "$.time", event: "$.detail.eventType", ...(isOnly ? {} : { task: "$.resources[0]" }) },
        inputTemplate: text(TerraformStack.of(this).node.id, isOnly ? "" : " (<task>)"),
      },
      dependsOn: [role.granted],
    });
  }
}

/** The mail. With several tasks it has the ARN of the one that stopped. Not the event's message: DMS may quote data in it. A template that is text must be in quotes. */
function text(stack: string, task: string): string {
  return JSON.stringify(
    `<event> in ${stack}${task} at <time>: nothing is replicated until the task runs again. What to do: ${runbook(TASK_STOPPED)}`,
  );
}
