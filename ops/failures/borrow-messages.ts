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
  /** When it came into the queue. */
  readonly sent: Date;
}

/** All that the queue holds, for as long as it is lent out. */
export interface Loan {
  readonly messages: readonly QueuedMessage[];
  /** About how many more somebody else holds at the moment; also a run that was broken off, for five minutes. */
  readonly elsewhere: number;
  /** More came while these were read, and not all of them are here. */
  readonly isGrowing: boolean;
  /** Takes a message out of the queue for good. */
  drop(message: Pick<QueuedMessage, "id">): Promise<void>;
}

interface Held extends QueuedMessage {
  readonly receipt: string;
}

/** The most that one request takes. */
const BATCH = 10;
/** Longer than it takes to read the queue, or messages would come round again. They are given back before. */
const HIDDEN_SECONDS = 300;
/** So many requests with nothing but what came after the first one, and the rest is news for the next run. */
const PATIENCE = 20;

/**
 * Reads a queue to its end and lends out its messages, which nobody else sees meanwhile. What was not dropped is back at once
 * when `use` ends, and after five minutes should this process die: a reader loses no message.
 * https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-visibility-timeout.html
 */
export async function borrowMessages<T>(session: Session, queue: Queue, use: (loan: Loan) => Promise<T>): Promise<T> {
  const held = new Map<string, Held>();
  try {
    const total = await count(queue);
    const isGrowing = await withProgress(session, Math.floor(total / BATCH), (step) =>
      readInto(held, queue, session.now(), () => step(`${held.size} messages`)),
    );
    const drop = async ({ id }: Pick<QueuedMessage, "id">): Promise<void> => {
      await queue.sqs.send(new DeleteMessageCommand({ QueueUrl: queue.url, ReceiptHandle: held.get(id)?.receipt }));
      held.delete(id);
    };
    return await use({ messages: [...held.values()], elsewhere: Math.max(0, total - held.size), isGrowing, drop });
  } finally {
    await giveBack(session, queue, [...held.values()]);
  }
}

/** Hidden ones too. SQS counts approximately. */
async function count({ sqs, url }: Queue): Promise<number> {
  const names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"] as const;
  const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl: url, AttributeNames: [...names] }));
  return names.reduce((sum, name) => sum + Number(Attributes?.[name] ?? 0), 0);
}

/** @returns whether the queue still went on growing when patience ended */
async function readInto(held: Map<string, Held>, queue: Queue, now: Date, onRead: () => void): Promise<boolean> {
  let news = 0;
  while (news < PATIENCE) {
    const batch = await receive(queue);
    if (batch.length === 0) return false;
    const isOld = batch.some(({ id, sent }) => sent <= now && !held.has(id));
    news = isOld ? 0 : news + 1;
    // The same message may come twice; only its last receipt counts.
    const before = held.size;
    for (const message of batch) held.set(message.id, message);
    if (Math.floor(held.size / BATCH) > Math.floor(before / BATCH)) onRead();
  }
  return true;
}

async function receive({ sqs, url }: Queue): Promise<Held[]> {
  const { Messages } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: url,
      MaxNumberOfMessages: BATCH,
      VisibilityTimeout: HIDDEN_SECONDS,
      // Without a wait only some of SQS's servers are asked, and an empty answer means nothing.
      WaitTimeSeconds: 1,
      MessageSystemAttributeNames: ["SentTimestamp"],
    }),
  );
  return (Messages ?? []).map(toHeld);
}

function toHeld({ MessageId = "", ReceiptHandle = "", Body = "", Attributes }: Message): Held {
  return { id: MessageId, receipt: ReceiptHandle, body: Body, sent: new Date(Number(Attributes?.SentTimestamp)) };
}

/** Where that fails they come back by themselves, later; it must not hide why the run failed. */
async function giveBack(session: Session, { sqs, url }: Queue, messages: readonly Held[]): Promise<void> {
  const starts = Array.from({ length: Math.ceil(messages.length / BATCH) }, (_, batch) => batch * BATCH);
  await mapWithProgress(session, starts, { every: 10, say: (_, done) => `${done * BATCH} given back` }, (start) => {
    const Entries = messages
      .slice(start, start + BATCH)
      .map(({ receipt }, index) => ({ Id: `${index}`, ReceiptHandle: receipt, VisibilityTimeout: 0 }));
    return sqs.send(new ChangeMessageVisibilityBatchCommand({ QueueUrl: url, Entries })).catch(() => undefined);
  });
}
