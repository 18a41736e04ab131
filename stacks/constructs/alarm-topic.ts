import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import { Construct } from "constructs";

interface AlarmTopicProps {
  readonly name: string;
  /** Who is told; must confirm once, by the mail that AWS sends. */
  readonly email: string;
}

/**
 * Where alarms go. No key of ours on it: CloudWatch can't use the one that AWS manages for SNS, and a message names a queue
 * and a number only. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/AlarmThatSendsEmail.html
 */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, email }: AlarmTopicProps) {
    super(scope, id);
    this.arn = new SnsTopic(this, "topic", { name }).arn;
    new SnsTopicSubscription(this, "email", { topicArn: this.arn, protocol: "email", endpoint: email });
  }
}
