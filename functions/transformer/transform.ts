import type { RecordMask } from "../../contracts/stream-record.ts";
import type { Answer, AnswerRecord, FirehoseRecord } from "./firehose.ts";
import { projectRecord } from "./project-record.ts";

export interface Transformed {
  readonly answer: Answer;
  /** Records that are not the producer's. */
  readonly unreadable: number;
  /** Records for which there was no room in the answer. */
  readonly pastLimit: number;
  /** Members that no contract lists. */
  readonly unlisted: number;
}

/**
 * Bytes of the answer: Lambda accepts 6 MB, and Firehose counts an answer that it can't have as a failure of the whole batch.
 * https://docs.aws.amazon.com/firehose/latest/dev/data-transformation.html
 */
const ANSWER_MAX = 5_500_000;

/**
 * The answer for a batch: each record as its table's mask lets it through, with a line end, or failed. It never throws, because one
 * record would cost the batch, which Firehose would then store as it came. A failed record has no data in the answer.
 */
export function transform(records: readonly FirehoseRecord[], mask: RecordMask): Transformed {
  let bytes = 0;
  let unreadable = 0;
  let pastLimit = 0;
  let unlisted = 0;
  const answered = records.map((record): AnswerRecord => {
    try {
      const projected = projectRecord(Buffer.from(record.data, "base64"), mask);
      const data = Buffer.from(`${projected.text}\n`).toString("base64");
      const ok: AnswerRecord = { recordId: record.recordId, result: "Ok", data };
      bytes += sizeOf(ok);
      if (bytes <= ANSWER_MAX) {
        unlisted += projected.unlisted;
        return ok;
      }
      bytes -= data.length;
      pastLimit++;
    } catch {
      // What is wrong with a record may quote it.
      bytes += sizeOf(failed(record));
      unreadable++;
    }
    return failed(record);
  });
  return { answer: { records: answered }, unreadable, pastLimit, unlisted };
}

/** Every record failed: of a stream that no contract lists. */
export function refuse(records: readonly FirehoseRecord[]): Answer {
  return { records: records.map(failed) };
}

/** Firehose stores what it sent, so nothing is said of it here. */
function failed({ recordId }: FirehoseRecord): AnswerRecord {
  return { recordId, result: "ProcessingFailed", data: "" };
}

/** Ids and base64 are ASCII. 60 is more than the names, the quotes and the result have. */
function sizeOf({ recordId, data }: AnswerRecord): number {
  return recordId.length + data.length + 60;
}
