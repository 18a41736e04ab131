import { CreateTopicCommand, SubscribeCommand } from "@aws-sdk/client-sns";
import type { Applier } from "../applier.ts";
import { textsOf } from "./texts-of.ts";

interface Topic {
  readonly name: string;
  readonly kms_master_key_id?: string;
}

export const topic: Applier<Topic> = async (args, { aws }) => {
  const Attributes = textsOf({ KmsMasterKeyId: args.kms_master_key_id });
  const { TopicArn = "" } = await aws.sns.send(new CreateTopicCommand({ Name: args.name, Attributes }));
  return { id: TopicArn, name: args.name, arn: TopicArn };
};

interface Subscription {
  readonly topic_arn: string;
  readonly protocol: string;
  readonly endpoint: string;
  readonly raw_message_delivery?: boolean;
  readonly filter_policy?: string;
  readonly filter_policy_scope?: string;
  readonly redrive_policy?: string;
}

/** A subscription by mail waits for somebody to confirm it, for ever. */
export const subscription: Applier<Subscription> = async (args, { aws }) => {
  const Attributes = textsOf({
    RawMessageDelivery: args.raw_message_delivery,
    FilterPolicy: args.filter_policy,
    FilterPolicyScope: args.filter_policy_scope,
    RedrivePolicy: args.redrive_policy,
  });
  const request = { TopicArn: args.topic_arn, Protocol: args.protocol, Endpoint: args.endpoint };
  const { SubscriptionArn = "" } = await aws.sns.send(new SubscribeCommand({ ...request, Attributes }));
  return { id: SubscriptionArn, arn: SubscriptionArn };
};
