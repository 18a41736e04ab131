import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { CleanerError } from "./cleaner-error.ts";

export type Chunks = AsyncIterable<Buffer>;

const MAGIC = Buffer.of(0x1f, 0x8b);
/** Large, so that what stands behind it works on few large chunks. */
const CHUNK_BYTES = 256 * 1024;
/** A chunk more than is asked for is made ready, so that neither zlib nor what reads it waits for the other. */
const AHEAD = { readableHighWaterMark: 2 * CHUNK_BYTES };

/**
 * The file's own bytes, gunzipped where they are gzip: told by the magic bytes, not by the name. Members that follow one
 * another are one stream (https://www.rfc-editor.org/rfc/rfc1952).
 * @throws CleanerError GZIP_BROKEN, for bytes behind the last member too
 */
export async function* gunzip(source: Chunks): Chunks {
  const { head, whole } = await peek(source, MAGIC.length);
  yield* head.equals(MAGIC) ? inflate(whole) : whole;
}

/** The first bytes, and the stream as if they had not been read. */
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
      // Whoever stops early stops the source too.
      await input.return?.();
    }
  };
  return { head: start.subarray(0, length), whole: whole() };
}

async function* inflate(source: Chunks): Chunks {
  const zlib = createGunzip({ chunkSize: CHUNK_BYTES, ...AHEAD });
  let bytes = 0;
  const counted = async function* (): Chunks {
    for await (const chunk of source) {
      bytes += chunk.length;
      yield chunk;
    }
  };
  const fed = pipeline(Readable.from(counted(), { objectMode: false }), zlib);
  // Its failure also ends the loop below, which reports it; alone it would be an unhandled rejection.
  fed.catch(() => undefined);
  try {
    yield* zlib as Chunks;
  } catch (error) {
    throw isZlibError(error) ? new CleanerError("GZIP_BROKEN", {}, { cause: error }) : error;
  }
  // zlib stops at the first byte that starts no member, and would lose what is behind it in silence.
  if (zlib.bytesWritten !== bytes) throw new CleanerError("GZIP_BROKEN");
}

function isZlibError(error: unknown): boolean {
  return error instanceof Error && "code" in error && String(error.code).startsWith("Z_");
}
