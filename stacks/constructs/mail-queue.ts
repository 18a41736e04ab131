import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import { SqsQueue } from "@cdktf/provider-aws/lib/sqs-queue/index.js";
import { SqsQueuePolicy } from "@cdktf/provider-aws/lib/sqs-queue-policy/index.js";
import { Construct } from "constructs";
import { queueMetric } from "../metrics.ts";
import { policyDocument } from "../policy.ts";
import { type AlarmProps, addAlarm, MINUTE } from "./alarm.ts";

interface MailQueueProps extends AlarmProps {
  /** Of the queue; that of its dead letters ends in `-dead-letters`. */
  readonly name: string;
  readonly keyArn: string;
  /** What it hears of, by the id of the subscription. */
  readonly topics: { readonly [id: string]: Topic };
  /** Time-out of the function that mails, in seconds. */
  readonly timeoutSeconds: number;
}

interface Topic {
  readonly arn: string;
  /** By the message. Absent: everything. */
  readonly filter?: object;
}

/** SQS's maximum: what could not be mailed is kept for as long. */
const KEPT_SECONDS = 14 * 24 * 60 * 60;

/** Deliveries of a message, before it is a dead letter. */
const DELIVERIES = 3;

/**
 * Keeps failures until they are mailed, for 14 days. A topic that told the function directly would try for hours, and then forget: not in time, if
 * SES or the function is down over a holiday. What can't be mailed is a dead letter, and so is what the topic can't deliver.
 */
export class MailQueue extends Construct {
  readonly arn: string;
  readonly deadLettersArn: string;
  readonly deadLettersUrl: string;

  constructor(scope: Construct, id: string, props: MailQueueProps) {
    super(scope, id);
    const { name, keyArn, topics, timeoutSeconds } = props;
    const common = { messageRetentionSeconds: KEPT_SECONDS, kmsMasterKeyId: keyArn };
    const deadLetters = new SqsQueue(this, "dead-letters", { ...common, name: `${name}-dead-letters` });
    const queue = new SqsQueue(this, "queue", {
      ...common,
      name,
      // https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-configure.html
      visibilityTimeoutSeconds: 6 * timeoutSeconds,
      redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn, maxReceiveCount: DELIVERIES }),
    });
    this.arn = queue.arn;
    this.deadLettersArn = deadLetters.arn;
    this.deadLettersUrl = deadLetters.url;
    const allowed = [
      allowTopics(this, "policy", queue, topics),
      allowTopics(this, "dead-letters-policy", deadLetters, topics),
    ];
    for (const [topic, { arn, filter }] of Object.entries(topics))
      new SnsTopicSubscription(this, topic, {
        topicArn: arn,
        protocol: "sqs",
        endpoint: queue.arn,
        rawMessageDelivery: true,
        redrivePolicy: JSON.stringify({ deadLetterTargetArn: deadLetters.arn }),
        ...(filter === undefined ? {} : { filterPolicyScope: "MessageBody", filterPolicy: JSON.stringify(filter) }),
        dependsOn: allowed,
      });
    addAlarms(this, props, queue.name, deadLetters.name);
  }
}

function allowTopics(scope: Construct, id: string, queue: SqsQueue, topics: MailQueueProps["topics"]): SqsQueuePolicy {
  return new SqsQueuePolicy(scope, id, {
    queueUrl: queue.url,
    policy: policyDocument([
      {
        Sid: "Topics",
        Effect: "Allow",
        Principal: { Service: "sns.amazonaws.com" },
        Action: ["sqs:SendMessage"],
        Resource: [queue.arn],
        Condition: { ArnEquals: { "aws:SourceArn": Object.values(topics).map(({ arn }) => arn) } },
      },
    ]),
  });
}

function addAlarms(scope: Construct, props: AlarmProps, queueName: string, deadLettersName: string): void {
  addAlarm(scope, "not-sent", props, {
    kind: "mails-not-sent",
    meaning: "A failure was not mailed: it is in the dead-letter queue of the mails.",
    ...queueMetric(deadLettersName),
    statistic: "Maximum",
    period: 5 * MINUTE,
  });
  addAlarm(scope, "waiting", props, {
    kind: "mails-waiting",
    meaning: "A failure has been waiting to be mailed for half an hour or longer.",
    ...queueMetric(queueName, "ApproximateAgeOfOldestMessage"),
    statistic: "Maximum",
    period: 5 * MINUTE,
    threshold: 30 * MINUTE,
  });
}
