/** A string of BSON as JSON text. @param length in bytes, without the zero at the end */
export function stringText(bytes: Buffer, at: number, length: number): string {
  return JSON.stringify(bytes.toString("utf8", at, at + length));
}

/** Whether all of it is ASCII that JSON does not escape: then its text is itself, in quotes. */
export function isPlainAscii(bytes: Buffer, from: number, length: number): boolean {
  for (let at = from; at < from + length; at++) {
    const byte = bytes[at] as number;
    if (byte < 0x20 || byte > 0x7e || byte === 0x22 || byte === 0x5c) return false;
  }
  return true;
}

/** What is wrong with a string that is not plain ASCII. */
export function faultOf(bytes: Buffer, at: number, length: number): "stringWithNul" | "stringNotUtf8" | undefined {
  if (bytes.subarray(at, at + length).includes(0)) return "stringWithNul";
  const text = bytes.toString("utf8", at, at + length);
  // What is not UTF-8 becomes U+FFFD, which may also have been written.
  return text.includes("\u{fffd}") && Buffer.compare(Buffer.from(text), bytes.subarray(at, at + length)) !== 0
    ? "stringNotUtf8"
    : undefined;
}
