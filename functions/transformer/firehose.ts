/** What Firehose sends and takes. https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html */
export interface FirehoseEvent {
  readonly deliveryStreamArn: string;
  readonly records: readonly FirehoseRecord[];
}

export interface FirehoseRecord {
  readonly recordId: string;
  /** Base64. */
  readonly data: string;
}

export interface Answer {
  readonly records: readonly AnswerRecord[];
}

/** Each record that was sent, under its id: otherwise it is a failure. `Dropped` is not used, since nothing would say so. */
export interface AnswerRecord {
  readonly recordId: string;
  readonly result: "Ok" | "ProcessingFailed";
  /** Base64. */
  readonly data: string;
}

/** The name at the end of `arn:aws:firehose:<region>:<account>:deliverystream/<name>`. */
export function streamName({ deliveryStreamArn }: FirehoseEvent): string {
  return deliveryStreamArn.slice(deliveryStreamArn.indexOf("/") + 1);
}
