import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { CleanerError } from "./cleaner-error.ts";

export type Chunks = AsyncIterable<Buffer>;

/** Large, so that the reader gets few large chunks. */
const CHUNK_BYTES = 256 * 1024;
/** zlib inflates one chunk more than is asked for, so that neither zlib nor its reader waits for the other. */
const BUFFERING = { readableHighWaterMark: 2 * CHUNK_BYTES };
/** To zlib, a zero after a member is padding, and zlib stops there. */
const STOP = Buffer.of(0);
const TRAILING_BYTES =
  "Bytes follow the end of a whole gzip file, and are not another gzip member. Reload the collection.";

/**
 * Inflates gzip. Several members are one stream (https://www.rfc-editor.org/rfc/rfc1952). Zeros after the last member, up to the end of
 * the file, are padding, as for `gzip` itself.
 * @throws CleanerError GZIP_BROKEN
 */
export async function* inflate(source: Chunks): Chunks {
  const input = new Input(source);
  const zlib = createGunzip({ chunkSize: CHUNK_BYTES, ...BUFFERING });
  const feeding = pipeline(Readable.from(input.withStop(), { objectMode: false }), zlib);
  // If it fails, `zlib` throws the same error below; here it would be an unhandled rejection.
  feeding.catch(() => undefined);
  try {
    yield* zlib as Chunks;
    await input.readToEnd();
  } catch (error) {
    throw isZlibError(error) ? broken(error) : error;
  } finally {
    await input.close();
  }
  // zlib has read even our STOP, so the last member lacks its end.
  if (zlib.bytesWritten > input.bytes) throw new CleanerError("GZIP_BROKEN");
  if (zlib.bytesWritten < input.bytesWithoutPadding)
    throw new CleanerError("GZIP_BROKEN", {}, { explanation: TRAILING_BYTES });
}

/** Counts the bytes of a source. The source can be read to its end even if zlib stops before that. */
class Input {
  bytes = 0;
  /** Without the zeros at the end. */
  bytesWithoutPadding = 0;
  readonly #chunks: AsyncIterator<Buffer>;

  constructor(source: Chunks) {
    this.#chunks = source[Symbol.asyncIterator]();
  }

  /** The source and a zero after it. Without the zero, zlib would wait for more if a single byte follows a whole file. */
  async *withStop(): Chunks {
    for (let chunk = await this.#next(); chunk !== undefined; chunk = await this.#next()) yield chunk;
    yield STOP;
  }

  async readToEnd(): Promise<void> {
    while ((await this.#next()) !== undefined);
  }

  /** Closes the source, which may not be read to its end. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #next(): Promise<Buffer | undefined> {
    const next = await this.#chunks.next();
    if (next.done) return undefined;
    const chunk = next.value;
    const zeros = chunk.length - 1 - chunk.findLastIndex((byte) => byte !== 0);
    if (zeros < chunk.length) this.bytesWithoutPadding = this.bytes + chunk.length - zeros;
    this.bytes += chunk.length;
    return chunk;
  }
}

function isZlibError(error: unknown): error is Error {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}

/** The first member has gzip's magic bytes, so a wrong header can only be after a whole member. */
function broken(error: Error): CleanerError {
  const isTrailing = error.message === "incorrect header check";
  return new CleanerError("GZIP_BROKEN", {}, { cause: error, ...(isTrailing && { explanation: TRAILING_BYTES }) });
}
