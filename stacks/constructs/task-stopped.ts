import { CloudwatchEventRule } from "@cdktf/provider-aws/lib/cloudwatch-event-rule/index.js";
import { CloudwatchEventTarget } from "@cdktf/provider-aws/lib/cloudwatch-event-target/index.js";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";
import { resourceName, stackName } from "../names.ts";
import { runbook } from "./alarm.ts";
import { ServiceRole } from "./service-role.ts";

interface TaskStoppedProps {
  readonly environment: Environment;
  readonly taskArn: string;
  readonly topicArn: string;
}

const KIND = "task-stopped";

/**
 * Tells that the task failed or stopped, an operator's own stop too: DMS reports it as an event, there is no metric.
 * https://docs.aws.amazon.com/dms/latest/userguide/CHAP_EventBridge.html
 */
export class TaskStopped extends Construct {
  constructor(scope: Construct, id: string, { environment, taskArn, topicArn }: TaskStoppedProps) {
    super(scope, id);
    const rule = new CloudwatchEventRule(this, "rule", {
      name: resourceName(environment, KIND),
      description: "The replication task failed or stopped.",
      eventPattern: JSON.stringify({
        source: ["aws.dms"],
        "detail-type": ["DMS Replication Task State Change"],
        resources: [taskArn],
        detail: { eventType: ["REPLICATION_TASK_FAILED", "REPLICATION_TASK_STOPPED"] },
      }),
    });
    // A role and not the topic's policy, in which EventBridge takes no condition: any rule of anybody could publish.
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
        inputPaths: { time: "$.time", event: "$.detail.eventType" },
        inputTemplate: text(environment),
      },
      dependsOn: [role.granted],
    });
  }
}

/** Not the event's own message: what DMS says of a failure may quote the data. A template that is text is in quotes. */
function text(environment: Environment): string {
  return JSON.stringify(
    `<event> in ${stackName(environment)} at <time>: nothing is replicated until the task runs again. What to do: ${runbook(KIND)}`,
  );
}
