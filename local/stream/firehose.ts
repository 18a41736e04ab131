import { randomUUID } from "node:crypto";
import { gzipSync } from "node:zlib";
import type { AnswerRecord, FirehoseEvent } from "../../functions/transformer/firehose.ts";
import { batchesOf, type StreamRecord } from "./firehose-batches.ts";
import { type Failure, failureLine, type Invocation, invoke, resultOf } from "./firehose-failures.ts";

/** A delivery stream from Kinesis to S3, as far as its settings matter here. */
export interface DeliveryStream {
  readonly name: string;
  /** Before the names of objects, with their own slash: `data/stream/video/transactions/year=!{timestamp:yyyy}/…`. */
  readonly prefix: string;
  readonly errorPrefix: string;
  /** `.json.gz` */
  readonly extension: string;
  /** The transformer. It may throw. */
  readonly transform: (event: FirehoseEvent) => Promise<unknown>;
  readonly put: (key: string, body: Buffer) => Promise<void> | void;
  readonly now?: () => Date;
}

/** Bytes before compression, after which an object is written: the 128 MB of the stack's hint, or fewer. */
const OBJECT_BYTES = 128 * 1024 * 1024;

/**
 * A double of Firehose that does what AWS documents, the failures first; the emulator's lets records past a transformer that throws.
 * https://docs.aws.amazon.com/firehose/latest/dev/data-transformation-failure-handling.html
 */
export class Firehose {
  readonly #stream: DeliveryStream;
  readonly #objectBytes: number;
  #lines: Buffer[] = [];
  #bytes = 0;

  constructor(stream: DeliveryStream, { objectBytes = OBJECT_BYTES }: { readonly objectBytes?: number } = {}) {
    this.#stream = stream;
    this.#objectBytes = objectBytes;
  }

  /** Takes records of a shard, in their order. What is transformed is written when there is enough of it, or by `flush`. */
  async take(records: readonly StreamRecord[]): Promise<void> {
    for (const batch of batchesOf(records)) {
      const invocation = await invoke(this.#stream.transform, this.#event(batch));
      const failures = batch.flatMap((record) => {
        const answered = resultOf(record.recordId, invocation);
        if ("errorCode" in answered) return [{ ...answered, record }];
        this.#add(answered);
        return [];
      });
      await this.#fail(failures, invocation);
      if (this.#bytes >= this.#objectBytes) await this.flush();
    }
  }

  /** The buffer's time is over. */
  async flush(): Promise<void> {
    if (this.#bytes === 0) return;
    const body = gzipSync(Buffer.concat(this.#lines));
    this.#lines = [];
    this.#bytes = 0;
    await this.#stream.put(this.#keyUnder(this.#stream.prefix, this.#stream.extension), body);
  }

  #add({ result, data }: AnswerRecord): void {
    if (result !== "Ok") return;
    // As they are: a line end between two records is the transformer's.
    const bytes = Buffer.from(data, "base64");
    this.#lines.push(bytes);
    this.#bytes += bytes.length;
  }

  /** Stored as they came: this is where what is not listed may be. */
  async #fail(failures: readonly Failure[], { attempts }: Invocation): Promise<void> {
    if (failures.length === 0) return;
    const at = this.#now();
    const lines = failures.map((failure) => `${failureLine(failure, attempts, at)}\n`);
    // What an error is called is a part of its prefix: https://docs.aws.amazon.com/firehose/latest/dev/s3-prefixes.html
    const prefix = this.#stream.errorPrefix.replace("!{firehose:error-output-type}", "processing-failed");
    await this.#stream.put(this.#keyUnder(prefix, this.#stream.extension), gzipSync(lines.join("")));
  }

  #event(records: FirehoseEvent["records"]): FirehoseEvent {
    const deliveryStreamArn = `arn:aws:firehose:us-west-2:111122223333:deliverystream/${this.#stream.name}`;
    return { deliveryStreamArn, records };
  }

  /** `<prefix><stream>-<version>-<time>-<uuid><extension>` */
  #keyUnder(prefix: string, extension: string): string {
    const iso = this.#now().toISOString();
    const time = { yyyy: iso.slice(0, 4), MM: iso.slice(5, 7), dd: iso.slice(8, 10), HH: iso.slice(11, 13) };
    const folder = prefix.replaceAll(/!\{timestamp:(yyyy|MM|dd|HH)\}/g, (_, part: keyof typeof time) => time[part]);
    return `${folder}${this.#stream.name}-1-${iso.slice(0, 19).replaceAll(/[T:]/g, "-")}-${randomUUID()}${extension}`;
  }

  #now(): Date {
    return this.#stream.now?.() ?? new Date();
  }
}
