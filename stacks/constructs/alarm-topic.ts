import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import { Construct } from "constructs";

interface AlarmTopicProps {
  readonly name: string;
  /** Subscriber; must confirm the subscription once, with the link in AWS's mail. */
  readonly email: string;
}

/**
 * The topic that alarms notify. SNS encrypts it with its own key. A customer key would need rights for CloudWatch and EventBridge,
 * and a message has only names and numbers. There is no topic policy: by default this account, and no other, may publish.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Notify_Users_Alarm_Changes.html
 */
export class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, email }: AlarmTopicProps) {
    super(scope, id);
    this.arn = new SnsTopic(this, "topic", { name }).arn;
    new SnsTopicSubscription(this, "email", { topicArn: this.arn, protocol: "email", endpoint: email });
  }
}
