import { SnsTopic } from "@cdktf/provider-aws/lib/sns-topic/index.js";
import { SnsTopicSubscription } from "@cdktf/provider-aws/lib/sns-topic-subscription/index.js";
import type { TerraformStack } from "cdktf";
import { Construct } from "constructs";
import type { Environment } from "../environment.ts";

/** The topic that alarms notify, created here or given. @returns its ARN; undefined if the environment's alarms notify nobody */
export function addAlarmTopic(
  stack: TerraformStack,
  { alarms }: Pick<Environment, "alarms">,
  name: string,
): string | undefined {
  if ("none" in alarms) return undefined;
  if ("topicArn" in alarms) return alarms.topicArn;
  return new AlarmTopic(stack, "alarms", { name, ...alarms }).arn;
}

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
class AlarmTopic extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, { name, email }: AlarmTopicProps) {
    super(scope, id);
    this.arn = new SnsTopic(this, "topic", { name }).arn;
    new SnsTopicSubscription(this, "email", { topicArn: this.arn, protocol: "email", endpoint: email });
  }
}
