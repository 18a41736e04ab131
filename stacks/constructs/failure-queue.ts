import { CloudwatchMetricAlarm } from "@cdktf/provider-aws/lib/cloudwatch-metric-alarm/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { Construct } from "constructs";

interface FailureQueueProps {
  readonly name: string;
  /** Topics that the alarm speaks to. */
  readonly alarmTopicArns: readonly string[];
}

/**
 * The events that the cleaner gave up on. Each names an object, none holds a row; the object stays in RAW. Kept as long as SQS
 * can, longer than RAW keeps the object. https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
 */
export class FailureQueue extends Construct {
  readonly arn: string;
  readonly url: string;

  constructor(scope: Construct, id: string, { name, alarmTopicArns }: FailureQueueProps) {
    super(scope, id);
    const queue = new SqsQueue(this, "queue", {
      name,
      messageRetentionSeconds: 14 * 24 * 60 * 60,
      sqsManagedSseEnabled: true,
    });
    this.arn = queue.arn;
    this.url = queue.url;
    new CloudwatchMetricAlarm(this, "alarm", {
      alarmName: `${name}-not-empty`,
      alarmDescription: "The cleaner failed for good on an object: it is in RAW, not in CLEAN. See the runbook.",
      namespace: "AWS/SQS",
      metricName: "ApproximateNumberOfMessagesVisible",
      dimensions: { QueueName: queue.name },
      statistic: "Maximum",
      period: 300,
      evaluationPeriods: 1,
      comparisonOperator: "GreaterThanThreshold",
      threshold: 0,
      // SQS stops reporting on a queue that nobody uses.
      treatMissingData: "notBreaching",
      alarmActions: [...alarmTopicArns],
    });
  }
}
