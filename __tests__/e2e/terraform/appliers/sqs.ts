import { CreateQueueCommand, SetQueueAttributesCommand } from "@aws-sdk/client-sqs";
import type { Applier } from "../applier.ts";
import { nameSessionsToo } from "../principals.ts";
import { textsOf } from "./texts-of.ts";

interface Queue {
  readonly name: string;
  readonly message_retention_seconds: number;
  readonly sqs_managed_sse_enabled?: boolean;
  readonly kms_master_key_id?: string;
  readonly visibility_timeout_seconds?: number;
  readonly redrive_policy?: string;
}

export const queue: Applier<Queue> = async (args, { aws, account, region }) => {
  const Attributes = textsOf({
    MessageRetentionPeriod: args.message_retention_seconds,
    SqsManagedSseEnabled: args.sqs_managed_sse_enabled,
    KmsMasterKeyId: args.kms_master_key_id,
    VisibilityTimeout: args.visibility_timeout_seconds,
    RedrivePolicy: args.redrive_policy,
  });
  const { QueueUrl = "" } = await aws.sqs.send(new CreateQueueCommand({ QueueName: args.name, Attributes }));
  return { id: QueueUrl, url: QueueUrl, name: args.name, arn: `arn:aws:sqs:${region}:${account}:${args.name}` };
};

interface QueuePolicy {
  readonly queue_url: string;
  readonly policy: string;
}

export const queuePolicy: Applier<QueuePolicy> = async ({ queue_url: QueueUrl, policy }, { aws }) => {
  const Attributes = { Policy: nameSessionsToo(policy) };
  await aws.sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
  return { id: QueueUrl };
};
