import type { TextColumn } from "../parquet/text-column.ts";

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Writes a string of BSON as JSON text. Plain ASCII that JSON does not escape is copied while it is looked at.
 * @param length in bytes, without the zero at the end
 * @returns whether it was plain
 */
export function writeString(out: TextColumn, bytes: Uint8Array, from: number, length: number): boolean {
  out.reserve(length + 2);
  const target = out.bytes;
  let at = out.at;
  target[at++] = QUOTE;
  const end = from + length;
  for (let index = from; index < end; index++) {
    const byte = bytes[index] as number;
    if (byte < 0x20 || byte > 0x7e || byte === QUOTE || byte === BACKSLASH) {
      out.text(JSON.stringify(utf8(bytes, from, end)));
      return false;
    }
    target[at++] = byte;
  }
  target[at++] = QUOTE;
  out.at = at;
  return true;
}

/** What is wrong with a string that is not plain ASCII. */
export function faultOf(bytes: Buffer, at: number, length: number): "stringWithNul" | "stringNotUtf8" | undefined {
  if (bytes.subarray(at, at + length).includes(0)) return "stringWithNul";
  const text = utf8(bytes, at, at + length);
  // What is not UTF-8 becomes U+FFFD, which may also have been written.
  return text.includes("\u{fffd}") && Buffer.compare(Buffer.from(text), bytes.subarray(at, at + length)) !== 0
    ? "stringNotUtf8"
    : undefined;
}

function utf8(bytes: Uint8Array, from: number, to: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset + from, to - from).toString("utf8");
}
