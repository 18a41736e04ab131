import type { PutRecordsRequestEntry } from "@aws-sdk/client-kinesis";
import { ProducerError } from "./producer-error.ts";
import { putRecords, type Stream } from "./put-records.ts";

/** Limits of Kinesis, in bytes, with the partition keys. https://docs.aws.amazon.com/streams/latest/dev/service-sizes-and-limits.html */
const MAX_RECORD = 1024 * 1024;
const MAX_BATCH = 5 * 1024 * 1024;
const MAX_RECORDS = 500;
const MAX_PARTITION_KEY = 256;

/** Requests that are under way at the same time. */
const AT_ONCE = 4;

/** Collects records into requests, and sends these while more are added. */
export class RecordSender {
  readonly #stream: Stream;
  readonly #flying = new Set<Promise<void>>();
  #batch: PutRecordsRequestEntry[] = [];
  #bytes = 0;

  constructor(stream: Stream) {
    this.#stream = stream;
  }

  /**
   * @param key decides the shard
   * @returns what to wait for before more is added, if a request is full; it fails if an earlier one was not taken
   * @throws ProducerError if the record is too large
   */
  add(key: string, text: string): Promise<void> | undefined {
    const record = { Data: Buffer.from(text), PartitionKey: key.slice(0, MAX_PARTITION_KEY) || "-" };
    const bytes = record.Data.length + Buffer.byteLength(record.PartitionKey);
    if (bytes > MAX_RECORD) throw new ProducerError("RECORD_TOO_LARGE");
    const isFull = this.#batch.length === MAX_RECORDS || this.#bytes + bytes > MAX_BATCH;
    const flushed = isFull ? this.#flush() : undefined;
    this.#batch.push(record);
    this.#bytes += bytes;
    return flushed;
  }

  /** Sends what is left. @throws ProducerError if the stream has not taken everything that was ever added */
  async finish(): Promise<void> {
    await this.#flush();
    await Promise.all(this.#flying);
  }

  /** Takes the batch at once, and sends it when fewer requests are under way. */
  async #flush(): Promise<void> {
    const batch = this.#batch;
    this.#batch = [];
    this.#bytes = 0;
    if (batch.length === 0) return;
    while (this.#flying.size >= AT_ONCE) await Promise.race(this.#flying);
    const put = putRecords(this.#stream, batch);
    this.#flying.add(put);
    // One that fails stays, so that whoever waits next learns of it.
    put.then(
      () => this.#flying.delete(put),
      () => undefined,
    );
  }
}
