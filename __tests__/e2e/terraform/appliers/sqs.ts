import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import type { Applier } from "../applier.ts";

interface Queue {
  readonly name: string;
  readonly message_retention_seconds: number;
  readonly sqs_managed_sse_enabled: boolean;
}

export const queue: Applier<Queue> = async (args, { aws, account, region }) => {
  const Attributes = {
    MessageRetentionPeriod: String(args.message_retention_seconds),
    SqsManagedSseEnabled: String(args.sqs_managed_sse_enabled),
  };
  const { QueueUrl = "" } = await aws.sqs.send(new CreateQueueCommand({ QueueName: args.name, Attributes }));
  return { id: QueueUrl, url: QueueUrl, name: args.name, arn: `arn:aws:sqs:${region}:${account}:${args.name}` };
};
