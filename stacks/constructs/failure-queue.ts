import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { Construct } from "constructs";
import { queueMetric } from "../metrics.ts";
import { resourceName } from "../names.ts";
import { type AlarmProps, addAlarm, MINUTE } from "./alarm.ts";

/**
 * The events for which the cleaner failed every attempt. Each names an object, which stays in RAW; none has a row. Kept for SQS's
 * maximum of 14 days. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export class FailureQueue extends Construct {
  readonly arn: string;
  readonly url: string;
  readonly queueName: string;

  constructor(scope: Construct, id: string, props: AlarmProps) {
    super(scope, id);
    const queue = new SqsQueue(this, "queue", {
      name: resourceName(props.environment, "failures"),
      messageRetentionSeconds: 14 * 24 * 60 * 60,
      sqsManagedSseEnabled: true,
    });
    this.arn = queue.arn;
    this.url = queue.url;
    this.queueName = queue.name;
    addAlarm(this, "alarm", props, {
      kind: "failures-not-empty",
      meaning: "The cleaner failed for good on an object: it is in RAW, not in CLEAN.",
      ...queueMetric(queue.name),
      statistic: "Maximum",
      period: 5 * MINUTE,
    });
  }
}
