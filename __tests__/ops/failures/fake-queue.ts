import { md5 } from "../../../local/s3-object.ts";
import { AwsFault, type FakeAws } from "../fake-aws.ts";

interface Stored {
  readonly id: string;
  readonly body: string;
  readonly sent: Date;
  receipt: string;
  isHidden: boolean;
}

/** The part of SQS that is used here: a received message is hidden until it is released, and time does not pass. */
export class FakeQueue {
  readonly name: string;
  readonly #messages: Stored[] = [];
  #receipts = 0;
  /** Called before each ReceiveMessage. */
  onReceive: () => void = () => undefined;
  /** Id of a message that can't be deleted. */
  kept: string | undefined;
  /** The most messages in one answer. */
  batch = 10;

  constructor(aws: FakeAws, name: string) {
    this.name = name;
    aws.on("GetQueueUrl", ({ input }) => {
      if (input.QueueName !== name) throw new AwsFault("com.amazonaws.sqs#QueueDoesNotExist", "no such queue");
      return { QueueUrl: `${aws.endpoint}/111122223333/${name}` };
    });
    aws.on("GetQueueAttributes", () => ({
      Attributes: {
        ApproximateNumberOfMessages: `${this.visible.length}`,
        ApproximateNumberOfMessagesNotVisible: `${this.#messages.length - this.visible.length}`,
      },
    }));
    aws.on("ReceiveMessage", ({ input }) => ({ Messages: this.#receive(input.MaxNumberOfMessages) }));
    aws.on("DeleteMessage", ({ input }) => {
      const at = this.#messages.findIndex(({ receipt }) => receipt === input.ReceiptHandle);
      if (at === -1) throw new AwsFault("ReceiptHandleIsInvalid", "the receipt is not valid any more");
      if (this.#messages[at]?.id === this.kept) throw new AwsFault("InternalError", "oops", 500);
      this.#messages.splice(at, 1);
      return {};
    });
    aws.on("ChangeMessageVisibilityBatch", ({ input }) => {
      for (const { ReceiptHandle, VisibilityTimeout } of input.Entries) {
        const message = this.#messages.find(({ receipt }) => receipt === ReceiptHandle);
        if (message) message.isHidden = VisibilityTimeout > 0;
      }
      return { Successful: [], Failed: [] };
    });
  }

  /** @returns the message's id */
  send(body: string, sent = new Date("2026-11-20T10:15:00Z")): string {
    const id = `message-${this.#messages.length + this.#receipts + 1}`;
    this.#messages.push({ id, body, sent, receipt: "", isHidden: false });
    return id;
  }

  /** Ids of the messages that a reader would receive. */
  get visible(): string[] {
    return this.#messages.filter(({ isHidden }) => !isHidden).map(({ id }) => id);
  }

  /** Ids of all messages. */
  get all(): string[] {
    return this.#messages.map(({ id }) => id);
  }

  /** As if another reader had received it. */
  hide(id: string): void {
    for (const message of this.#messages) message.isHidden ||= message.id === id;
  }

  /** As if the visibility timeout of all messages had passed. */
  showAll(): void {
    for (const message of this.#messages) message.isHidden = false;
  }

  #receive(most: number): object[] {
    this.onReceive();
    const found = this.#messages.filter(({ isHidden }) => !isHidden).slice(0, Math.min(most, this.batch));
    return found.map((message) => {
      message.isHidden = true;
      message.receipt = `receipt-${++this.#receipts}`;
      const { id, body, receipt, sent } = message;
      const Attributes = { SentTimestamp: `${sent.getTime()}` };
      return { MessageId: id, ReceiptHandle: receipt, Body: body, MD5OfBody: md5(Buffer.from(body)), Attributes };
    });
  }
}
