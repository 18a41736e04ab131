import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { CleanerError } from "./cleaner-error.ts";

export type Chunks = AsyncIterable<Buffer>;

/** Large, so that what reads them works on few large chunks. */
const CHUNK_BYTES = 256 * 1024;
/** A chunk more than is asked for is made ready, so that neither zlib nor what reads it waits for the other. */
const AHEAD = { readableHighWaterMark: 2 * CHUNK_BYTES };
/** zlib takes a zero behind a member for padding, and stops there. */
const STOP = Buffer.of(0);
const BEHIND = "Bytes stand behind a whole gzip file, and are not another one. Reload the collection.";

/**
 * Inflates gzip. Members that follow one another are one stream (https://www.rfc-editor.org/rfc/rfc1952); zeros behind the last
 * one, up to the end of the file, are padding, as `gzip` itself has it.
 * @throws CleanerError GZIP_BROKEN
 */
export async function* inflate(source: Chunks): Chunks {
  const input = new Input(source);
  const zlib = createGunzip({ chunkSize: CHUNK_BYTES, ...AHEAD });
  const fed = pipeline(Readable.from(input.withStop(), { objectMode: false }), zlib);
  // Its failure also ends the loop below, which reports it; alone it would be an unhandled rejection.
  fed.catch(() => undefined);
  try {
    yield* zlib as Chunks;
    await input.readToEnd();
  } catch (error) {
    throw isZlibError(error) ? broken(error) : error;
  } finally {
    await input.close();
  }
  // Not even our stop was left over, so the last member lacks its end.
  if (zlib.bytesWritten > input.bytes) throw new CleanerError("GZIP_BROKEN");
  if (zlib.bytesWritten < input.behindLastNonZero) throw new CleanerError("GZIP_BROKEN", {}, { explanation: BEHIND });
}

/** What is read of a source, however far zlib takes it. */
class Input {
  bytes = 0;
  /** Where the last byte ends that is not zero. */
  behindLastNonZero = 0;
  readonly #chunks: AsyncIterator<Buffer>;

  constructor(source: Chunks) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The source, and a zero behind it: a single byte behind a whole file then is no start of a member that was cut short. */
  async *withStop(): Chunks {
    for (let chunk = await this.#next(); chunk !== undefined; chunk = await this.#next()) yield chunk;
    yield STOP;
  }

  async readToEnd(): Promise<void> {
    while ((await this.#next()) !== undefined);
  }

  /** Whoever stops early stops the source too. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #next(): Promise<Buffer | undefined> {
    const next = await this.#chunks.next();
    if (next.done) return undefined;
    const chunk = next.value;
    const zeros = chunk.length - 1 - chunk.findLastIndex((byte) => byte !== 0);
    if (zeros < chunk.length) this.behindLastNonZero = this.bytes + chunk.length - zeros;
    this.bytes += chunk.length;
    return chunk;
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

/** The first member begins as gzip does, so a header that is none begins what is behind it. */
function broken(error: Error): CleanerError {
  const isBehind = error.message === "incorrect header check";
  return new CleanerError("GZIP_BROKEN", {}, { cause: error, ...(isBehind && { explanation: BEHIND }) });
}
