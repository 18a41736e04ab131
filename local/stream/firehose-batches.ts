import type { FirehoseRecord } from "../../functions/transformer/firehose.ts";

/** What was put into Kinesis. */
export interface StreamRecord {
  readonly data: Uint8Array;
}

/** Bytes of a batch before base64: `BufferSizeInMBs` of the transformer is 1. */
const BATCH_BYTES = 1024 * 1024;

/** What Firehose sends to the transformer at once. A record that is larger is alone. */
export function batchesOf(records: readonly StreamRecord[]): readonly (readonly FirehoseRecord[])[] {
  const batches: FirehoseRecord[][] = [];
  let bytes = Number.POSITIVE_INFINITY;
  for (const [index, { data }] of records.entries()) {
    if (bytes + data.length > BATCH_BYTES) {
      batches.push([]);
      bytes = 0;
    }
    bytes += data.length;
    batches.at(-1)?.push({ recordId: idOf(index), data: Buffer.from(data).toString("base64") });
  }
  return batches;
}

/** As long as AWS's, which take room in the answer. */
function idOf(index: number): string {
  return `4954698668313554428650745793632162567570019247115678515400000${String(index).padStart(6, "0")}`;
}
