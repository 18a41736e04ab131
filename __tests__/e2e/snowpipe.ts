import { PutObjectCommand } from "@aws-sdk/client-s3";
import { CreateQueueCommand, DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { Connect } from "./aws.ts";
import { CLEAN_BUCKET } from "./pipeline.ts";
import { until } from "./until.ts";

/** Snowflake's side of the notification. */
export interface Snowpipe {
  /** The number of messages about a CLEAN key, after all of them have arrived. */
  announcements(key: string): Promise<number>;
}

/** Below a stack's CLEAN prefix, so that it causes a notification, and in no collection. */
const FENCE = "production-us-west-2/clean/fence";

/**
 * Makes a queue in place of Snowflake's, in another account; it accepts messages only from the CLEAN bucket.
 * @param owner the account of the bucket
 */
export async function startSnowpipe(queueArn: string, owner: string, connect: Connect): Promise<Snowpipe> {
  const [, , , region = "", account = "", QueueName] = queueArn.split(":");
  const { sqs } = connect(account, region);
  const { QueueUrl } = await sqs.send(
    new CreateQueueCommand({ QueueName, Attributes: { Policy: policy(queueArn, owner) } }),
  );
  const bucket = connect(owner, region).s3;
  const seen: string[] = [];

  const receive = async (): Promise<void> => {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }));
    for (const { Body = "", ReceiptHandle } of Messages) {
      seen.push(...keysIn(JSON.parse(Body)));
      await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
  };
  const announced = (key: string) =>
    until(`a message to Snowpipe about ${key}`, async () => {
      await receive();
      return seen.includes(key) || undefined;
    });
  let fences = 0;
  return {
    announcements: async (key) => {
      await announced(key);
      // Messages that were sent before this one have arrived.
      fences += 1;
      const fence = `${FENCE}/${fences}`;
      await bucket.send(new PutObjectCommand({ Bucket: CLEAN_BUCKET, Key: fence, Body: "fence" }));
      await announced(fence);
      return seen.filter((each) => each === key).length;
    },
  };
}

/** The URL-encoded keys; none in the message that S3 sends when the notification is configured. */
function keysIn({
  Records = [],
}: {
  readonly Records?: readonly { readonly s3: { readonly object: { readonly key: string } } }[];
}) {
  return Records.map(({ s3 }) => decodeURIComponent(s3.object.key.replaceAll("+", " ")));
}

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/grant-destinations-permissions-to-s3.html */
function policy(queueArn: string, owner: string): string {
  const Statement = {
    Effect: "Allow",
    Principal: { Service: "s3.amazonaws.com" },
    Action: "sqs:SendMessage",
    Resource: queueArn,
    Condition: {
      ArnEquals: { "aws:SourceArn": `arn:aws:s3:::${CLEAN_BUCKET}` },
      StringEquals: { "aws:SourceAccount": owner },
    },
  };
  return JSON.stringify({ Version: "2012-10-17", Statement: [Statement] });
}
