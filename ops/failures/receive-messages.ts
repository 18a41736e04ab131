import {
  ChangeMessageVisibilityBatchCommand,
  DeleteMessageCommand,
  GetQueueAttributesCommand,
  type Message,
  ReceiveMessageCommand,
} from "@aws-sdk/client-sqs";
import { mapWithProgress, withProgress } from "../../command/with-progress.ts";
import type { Session } from "../session.ts";
import type { Queue } from "./find-queue.ts";

export interface QueuedMessage {
  readonly id: string;
  readonly body: string;
  /** When it was sent to the queue. */
  readonly sent: Date;
}

/** The messages of the queue. Until `receiveMessages` ends, no other reader sees them. */
export interface ReceivedMessages {
  readonly messages: readonly QueuedMessage[];
  /** About how many more are hidden by another reader, or by a run that was interrupted less than five minutes ago. */
  readonly elsewhere: number;
  /** Whether more came while these were read, so that some are missing here. */
  readonly isGrowing: boolean;
  /** Deletes a message from the queue. */
  delete(message: Pick<QueuedMessage, "id">): Promise<void>;
}

interface ReceivedMessage extends QueuedMessage {
  readonly receipt: string;
}

/** The most messages that one request receives. */
const BATCH = 10;
/** Must be longer than reading the queue takes, or messages would be received again. They are released before it ends. */
const HIDDEN_SECONDS = 300;
/** After so many requests that returned only messages sent since the start, the reading ends; the rest is left to the next run. */
const NEW_BATCHES_MAX = 20;

/**
 * Receives all messages of a queue and passes them to `use`; no other reader sees them meanwhile. When `use` ends, those that it did
 * not delete are visible again at once, or after five minutes if the process dies. So no message is lost by reading.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export async function receiveMessages<T>(
  session: Session,
  queue: Queue,
  use: (received: ReceivedMessages) => Promise<T>,
): Promise<T> {
  const received = new Map<string, ReceivedMessage>();
  try {
    const total = await count(queue);
    const isGrowing = await withProgress(session, Math.floor(total / BATCH), (step) =>
      readInto(received, queue, session.now(), () => step(`${received.size} messages`)),
    );
    const deleteMessage = async ({ id }: Pick<QueuedMessage, "id">): Promise<void> => {
      await queue.sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: received.get(id)?.receipt }));
      received.delete(id);
    };
    return await use({
      messages: [...received.values()],
      elsewhere: Math.max(0, total - received.size),
      isGrowing,
      delete: deleteMessage,
    });
  } finally {
    await release(session, queue, [...received.values()]);
  }
}

/** About how many messages the queue has, hidden ones included. */
async function count({ sqs, url }: Queue): Promise<number> {
  const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }));
  return names.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
}

/** @returns whether the reading ended because the queue was still growing */
async function readInto(
  received: Map<string, ReceivedMessage>,
  queue: Queue,
  now: Date,
  onRead: () => void,
): Promise<boolean> {
  let newBatches = 0;
  while (newBatches < NEW_BATCHES_MAX) {
    const batch = await receive(queue);
    if (batch.length === 0) return false;
    const isOld = batch.some(({ id, sent }) => sent <= now && !received.has(id));
    newBatches = isOld ? 0 : newBatches + 1;
    // The same message may be received twice; only its last receipt handle is valid.
    const before = received.size;
    for (const message of batch) received.set(message.id, message);
    if (Math.floor(received.size / BATCH) > Math.floor(before / BATCH)) onRead();
  }
  return true;
}

async function receive({ sqs, url }: Queue): Promise<ReceivedMessage[]> {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: BATCH,
      VisibilityTimeout: HIDDEN_SECONDS,
      // Long polling. Without it SQS asks only some of its servers, and an empty answer does not mean an empty queue.
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ["SentTimestamp"],
    }),
  );
  return (Messages ?? []).map(toReceivedMessage);
}

function toReceivedMessage({ MessageId = "", ReceiptHandle = "", Body = "", Attributes }: Message): ReceivedMessage {
  return { id: MessageId, receipt: ReceiptHandle, body: Body, sent: new Date(Number(Attributes?.SentTimestamp)) };
}

/** Makes messages visible again. If that fails, they become visible later by themselves; it must not hide why the run failed. */
async function release(session: Session, { sqs, url }: Queue, messages: readonly ReceivedMessage[]): Promise<void> {
  const starts = Array.from({ length: Math.ceil(messages.length / BATCH) }, (_, batch) => batch * BATCH);
  await mapWithProgress(session, starts, { every: 10, say: (_, done) => `${done * BATCH} released` }, (start) => {
    const Entries = messages
      .slice(start, start + BATCH)
      .map(({ receipt }, index) => ({ Id: `${index}`, ReceiptHandle: receipt, VisibilityTimeout: 0 }));
    return sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries })).catch(() => undefined);
  });
}
