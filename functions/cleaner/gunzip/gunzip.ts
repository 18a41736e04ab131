import type { Chunks } from "../chunks.ts";
import { inflate } from "./inflate.ts";

const MAGIC = Buffer.of(0x1f, 0x8b);

/**
 * The bytes of a file, inflated if they are gzip. The magic bytes decide, not the file's name.
 * @throws CleanerError GZIP_BROKEN
 */
export async function* gunzip(source: Chunks): Chunks {
  for await (const chunk of gunzipInPlace(source)) yield Buffer.from(chunk);
}

/** As `gunzip`, but a buffer is overwritten when the next is asked for: to make and copy new ones takes as long as half of inflating. */
export async function* gunzipInPlace(source: Chunks, hasThread = false): Chunks {
  const { head, whole } = await peek(source, MAGIC.length);
  yield* head.equals(MAGIC) ? inflate(whole, hasThread) : whole;
}

/** The first bytes, and the whole stream with these bytes. */
async function peek(source: Chunks, length: number): Promise<{ head: Buffer; whole: Chunks }> {
  const input = source[Symbol.asyncIterator]();
  let start: Buffer = Buffer.alloc(0);
  while (start.length < length) {
    const next = await input.next();
    if (next.done) break;
    start = Buffer.concat([start, next.value]);
  }
  const whole = async function* (): Chunks {
    try {
      if (start.length > 0) yield start;
      yield* { [Symbol.asyncIterator]: () => input };
    } finally {
      // If the reader stops early, the source is closed too.
      await input.return?.();
    }
  };
  return { head: start.subarray(0, length), whole: whole() };
}
