import { type KinesisClient, PutRecordsCommand, type PutRecordsRequestEntry } from "@aws-sdk/client-kinesis";
import { ProducerError } from "./producer-error.ts";

/** A stream of Kinesis, and what a test decides. */
export interface Stream {
  readonly client: KinesisClient;
  readonly name: string;
  /** 0 to 1. */
  readonly random: () => number;
  readonly wait: (milliseconds: number) => Promise<void>;
}

/** About half a minute in all: a stream that grows needs longer, and then the next run goes on. */
const TRIES = 12;
const FIRST_WAIT = 100;
const LONGEST_WAIT = 5_000;

/**
 * Sends records, and those again that Kinesis did not take: it answers for each, and the SDK does not try these again. Their order may change.
 * https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html
 * @throws ProducerError if it did not take all
 */
export async function putRecords(stream: Stream, records: readonly PutRecordsRequestEntry[]): Promise<void> {
  let rest = records;
  for (let tried = 0; tried < TRIES; tried++) {
    if (tried > 0) await stream.wait(pause(tried, stream.random));
    rest = await refused(stream, rest);
    if (rest.length === 0) return;
  }
  throw new ProducerError("STREAM_REFUSED");
}

async function refused({ client, name }: Stream, records: readonly PutRecordsRequestEntry[]) {
  const command = new PutRecordsCommand({ StreamName: name, Records: [...records] });
  const { Records = [] } = await client.send(command).catch((error: unknown) => {
    throw new ProducerError("STREAM_REFUSED", { cause: error });
  });
  // What has no answer was not taken.
  return records.filter((_, index) => Records[index]?.SequenceNumber === undefined);
}

/** Longer each time, and each sender's another: otherwise they would all come back at once. */
function pause(tried: number, random: () => number): number {
  return Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (tried - 1)) * (0.5 + random() / 2);
}
