import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import { Construct } from "constructs";

interface AlarmTopicProps {
  readonly name: string;
  /** Who is told; must confirm once, by the mail that AWS sends. */
  readonly email: string;
}

/**
 * Where alarms go. SNS encrypts it with a key of its own. Not with one of ours: CloudWatch and EventBridge would need that key,
 * and a message has names and numbers only. Without a policy, for that of a new topic lets all of this account publish and
 * nobody else. https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, email }: AlarmTopicProps) {
    super(scope, id);
    this.arn = new SnsTopic(this, "topic", { name }).arn;
    new SnsTopicSubscription(this, "email", { topicArn: this.arn, protocol: "email", endpoint: email });
  }
}
