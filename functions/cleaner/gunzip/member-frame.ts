import { crc32 } from "node:zlib";
import { GzipError, trailingBytes } from "./gzip-error.ts";

/** Reads bytes one by one: each is passed to `next`, until it is done. */
export type ByteReader = Generator<undefined, void, number>;

/** The bits of the flags. https://www.rfc-editor.org/rfc/rfc1952#section-2.3.1 */
const FLAG = { headerCrc: 2, extra: 4, name: 8, comment: 16, reserved: 0xe0 } as const;
const MAGIC = [0x1f, 0x8b] as const;
const DEFLATE = 8;

/**
 * Reads the header of a member, as strictly as zlib does. https://www.rfc-editor.org/rfc/rfc1952#section-2.3
 * @throws GzipError; without the magic bytes it is a trailing one, because the first member has them
 */
export function* readHeader(): ByteReader {
  let crc = 0;
  const byte = function* (): Generator<undefined, number, number> {
    const read = yield;
    crc = crc32(Buffer.of(read), crc);
    return read;
  };
  for (const magic of MAGIC) if ((yield* byte()) !== magic) throw trailingBytes();
  if ((yield* byte()) !== DEFLATE) throw new GzipError("The compression method is not deflate.");
  const flags = yield* byte();
  if (flags & FLAG.reserved) throw new GzipError("Reserved flags are set.");
  // The time, the extra flags and the system.
  for (let index = 0; index < 6; index++) yield* byte();
  if (flags & FLAG.extra) {
    const length = (yield* byte()) + 256 * (yield* byte());
    for (let index = 0; index < length; index++) yield* byte();
  }
  if (flags & FLAG.name) while ((yield* byte()) !== 0);
  if (flags & FLAG.comment) while ((yield* byte()) !== 0);
  if (!(flags & FLAG.headerCrc)) return;
  const expected = crc & 0xffff;
  if ((yield* littleEndian(2)) !== expected) throw new GzipError("The checksum of the header is wrong.");
}

/** Reads and checks what follows the stream of a member. @param bytes of its text, which may be more than 4 GB @throws GzipError */
export function* readTrailer(crc: number, bytes: number): ByteReader {
  if ((yield* littleEndian(4)) !== crc) throw new GzipError("The checksum of the text is wrong.");
  if ((yield* littleEndian(4)) !== bytes % 2 ** 32) throw new GzipError("The length of the text is wrong.");
}

function* littleEndian(bytes: number): Generator<undefined, number, number> {
  let value = 0;
  for (let index = 0; index < bytes; index++) value += (yield) * 2 ** (8 * index);
  return value;
}
