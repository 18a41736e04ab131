import type { AnswerRecord, FirehoseEvent, FirehoseRecord } from "../../functions/transformer/firehose.ts";

/** What came of a batch. */
export interface Invocation {
  readonly attempts: number;
  /** Undefined if the function failed each time. */
  readonly answered?: readonly Partial<AnswerRecord>[];
}

export interface Failure {
  readonly record: FirehoseRecord;
  readonly errorCode: string;
}

/** The first and `NumberOfRetries`, which is 3. */
const ATTEMPTS = 4;

/** Bytes of an answer that Lambda passes on. https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html */
const ANSWER_BYTES = 6 * 1024 * 1024;

/** Asks the transformer until it answers, four times at most. An answer that is too large or is none is a failure, too. */
export async function invoke(
  transform: (event: FirehoseEvent) => Promise<unknown>,
  event: FirehoseEvent,
): Promise<Invocation> {
  for (let attempts = 1; attempts <= ATTEMPTS; attempts++) {
    try {
      const text = JSON.stringify(await transform(event));
      const { records } = JSON.parse(text) as { records: unknown };
      if (Buffer.byteLength(text) <= ANSWER_BYTES && Array.isArray(records)) return { attempts, answered: records };
    } catch {
      // It is asked again.
    }
  }
  return { attempts: ATTEMPTS };
}

/**
 * The answer for a record, or why it is a failure. One without its id is, as is one that has it twice.
 * https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-status-model.html
 */
export function resultOf(recordId: string, { answered }: Invocation): AnswerRecord | Pick<Failure, "errorCode"> {
  if (answered === undefined) return { errorCode: "Lambda.InvokeFailed" };
  const [record, ...others] = answered.filter((each) => each.recordId === recordId);
  if (record === undefined) return { errorCode: "Lambda.MissingRecordId" };
  if (others.length > 0) return { errorCode: "Lambda.DuplicatedRecordId" };
  const { result } = record as { result?: string };
  if (result === "Dropped" || (result === "Ok" && record.data !== undefined)) return record as AnswerRecord;
  return { errorCode: "Lambda.ProcessingFailedStatus" };
}

/** A line of an object under the error prefix. `rawData` is what came from Kinesis, in base64. */
export function failureLine({ record, errorCode }: Failure, attemptsMade: number, at: Date): string {
  return JSON.stringify({
    attemptsMade,
    arrivalTimestamp: at.getTime(),
    errorCode,
    errorMessage: "The transformer failed for this record.",
    attemptEndingTimestamp: at.getTime(),
    rawData: record.data,
  });
}
