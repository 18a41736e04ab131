import { crc32 } from "node:zlib";
import type { Chunks } from "../chunks.ts";
import { newDeflate } from "./deflate.ts";

/** https://www.rfc-editor.org/rfc/rfc1952#section-2.3: deflate, without a time or a name, and of no particular system. */
const HEADER = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

const GATHERED_BYTES = 256 * 1024;

/**
 * Compresses lines of JSON as gzip. The bytes depend on the text alone: not on how it is cut into chunks, nor on the machine.
 * https://www.rfc-editor.org/rfc/rfc1952
 */
export async function* gzip(lines: Chunks): Chunks {
  const deflate = newDeflate();
  const gathered = new Gathered();
  let crc = 0;
  let bytes = 0;
  for await (const chunk of lines) {
    // Not before the source has begun, so that it is closed if the reader stops.
    if (bytes === 0) yield HEADER;
    crc = crc32(chunk, crc);
    bytes += chunk.length;
    yield* gathered.push(deflate.push(chunk));
  }
  if (bytes === 0) yield HEADER;
  yield gathered.end([deflate.end(), trailer(crc, bytes)]);
}

/** Few large buffers in the place of many small ones, because each has a cost for whoever writes them. */
class Gathered {
  #buffers: Buffer[] = [];
  #length = 0;

  *push(buffers: Iterable<Buffer>): Generator<Buffer> {
    for (const buffer of buffers) {
      this.#buffers.push(buffer);
      this.#length += buffer.length;
    }
    if (this.#length >= GATHERED_BYTES) yield this.end([]);
  }

  end(last: readonly Buffer[]): Buffer {
    const gathered = Buffer.concat([...this.#buffers, ...last]);
    this.#buffers = [];
    this.#length = 0;
    return gathered;
  }
}

function trailer(crc: number, bytes: number): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(bytes % 2 ** 32, 4);
  return trailer;
}
