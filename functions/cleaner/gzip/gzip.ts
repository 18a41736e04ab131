import { crc32 } from "node:zlib";
import type { Chunks } from "../inflate.ts";
import { newDeflate } from "./deflate.ts";

/** https://www.rfc-editor.org/rfc/rfc1952#section-2.3: deflate, without a time or a name, and of no particular system. */
const HEADER = Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff);

/**
 * Compresses lines of JSON as gzip. The bytes depend on the text alone: not on how it is cut into chunks, nor on the machine.
 * https://www.rfc-editor.org/rfc/rfc1952
 */
export async function* gzip(lines: Chunks): Chunks {
  const deflate = newDeflate();
  let crc = 0;
  let bytes = 0;
  for await (const chunk of lines) {
    // Not before the source has begun, so that it is closed if the reader stops.
    if (bytes === 0) yield HEADER;
    crc = crc32(chunk, crc);
    bytes += chunk.length;
    yield* deflate.push(chunk);
  }
  if (bytes === 0) yield HEADER;
  yield deflate.end();
  yield trailer(crc, bytes);
}

function trailer(crc: number, bytes: number): Buffer {
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc, 0);
  trailer.writeUInt32LE(bytes % 2 ** 32, 4);
  return trailer;
}
