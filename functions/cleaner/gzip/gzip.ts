import { crc32 } from "node:zlib";
import type { Chunks } from "../chunks.ts";
import { newDeflate } from "./deflate.ts";

/** https://www.rfc-editor.org/rfc/rfc1952#section-2.3: deflate, without a time or a name, and of no particular system. */
const HEADER = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/** More than any block of `deflate` has: 128 KB of text and its codes. `add` would cut off a larger one. */
const GATHERED_BYTES = 256 * 1024;

/**
 * Compresses lines of JSON as gzip. The bytes depend on the text alone: not on how it is cut into chunks, nor on the machine.
 * https://www.rfc-editor.org/rfc/rfc1952
 */
export async function* gzip(lines: Chunks): Chunks {
  const deflate = newDeflate();
  const gathered = new Gathered();
  yield* gathered.add(HEADER);
  let crc = 0;
  let bytes = 0;
  for await (const chunk of lines) {
    crc = crc32(chunk, crc);
    bytes += chunk.length;
    for (const block of deflate.push(chunk)) yield* gathered.add(block);
  }
  yield* gathered.add(deflate.end());
  yield* gathered.add(trailer(crc, bytes));
  yield gathered.bytes;
}

/** Few large buffers in the place of many small ones, because each has a cost for whoever writes them, and is memory until it is collected. */
class Gathered {
  #buffer = Buffer.allocUnsafeSlow(GATHERED_BYTES);
  #length = 0;

  /** Copies some bytes. @returns what was gathered before, if there is no room beside it */
  *add(bytes: Buffer): Generator<Buffer> {
    if (this.#length + bytes.length > GATHERED_BYTES) {
      yield this.bytes;
      this.#buffer = Buffer.allocUnsafeSlow(GATHERED_BYTES);
      this.#length = 0;
    }
    this.#length += bytes.copy(this.#buffer, this.#length);
  }

  get bytes(): Buffer {
    return this.#buffer.subarray(0, this.#length);
  }
}

function trailer(crc: number, bytes: number): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(bytes % 2 ** 32, 4);
  return trailer;
}
