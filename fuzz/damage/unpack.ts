import { crc32, inflateRawSync } from "node:zlib";

const MAGIC = Buffer.of(0x1f, 0x8b);
const HEADER_BYTES = 10;
/** Checksum and length, after the deflated bytes. */
const TRAILER_BYTES = 8;
const FLAGS = { headerChecksum: 2, extra: 4, name: 8, comment: 16 } as const;

/**
 * The contents of an object: its gzip, read member by member (https://www.rfc-editor.org/rfc/rfc1952), each compared with its checksum.
 * Zeros after the last member are padding.
 * @returns undefined if it is not a complete gzip
 */
export function unpack(body: Buffer): Buffer | undefined {
  if (!isMember(body)) return body;
  const contents: Buffer[] = [];
  let rest = body;
  while (isMember(rest)) {
    const member = readMember(rest);
    if (member === undefined) return undefined;
    contents.push(member.content);
    rest = member.rest;
  }
  return rest.every((byte) => byte === 0) ? Buffer.concat(contents) : undefined;
}

function isMember(bytes: Buffer): boolean {
  return bytes.subarray(0, MAGIC.length).equals(MAGIC);
}

function readMember(bytes: Buffer): { content: Buffer; rest: Buffer } | undefined {
  const deflated = bytes.subarray(headerLength(bytes));
  const inflated = inflate(deflated);
  if (inflated === undefined) return undefined;
  const { content, length } = inflated;
  const trailer = deflated.subarray(length, length + TRAILER_BYTES);
  const isWhole = trailer.length === TRAILER_BYTES && trailer.readUInt32LE() === crc32(content);
  return isWhole ? { content, rest: deflated.subarray(length + TRAILER_BYTES) } : undefined;
}

function headerLength(bytes: Buffer): number {
  const flags = bytes[3] ?? 0;
  let at = HEADER_BYTES;
  if (flags & FLAGS.extra) at += 2 + (bytes[at] ?? 0) + 256 * (bytes[at + 1] ?? 0);
  for (const flag of [FLAGS.name, FLAGS.comment]) if (flags & flag) at = bytes.indexOf(0, at) + 1 || bytes.length;
  return flags & FLAGS.headerChecksum ? at + 2 : at;
}

function inflate(deflated: Buffer): { content: Buffer; length: number } | undefined {
  try {
    const { buffer, engine } = inflateRawSync(deflated, { info: true }) as unknown as Inflated;
    return { content: buffer, length: engine.bytesWritten };
  } catch {
    return undefined;
  }
}

/** The result with `info`, which Node's types lack. */
interface Inflated {
  readonly buffer: Buffer;
  readonly engine: { readonly bytesWritten: number };
}
