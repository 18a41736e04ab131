/** Kinds of files that are not CSV in UTF-8, each with the remedy. */
export const FILE_KINDS = {
  gzip: "The file is gzip within gzip: it was compressed twice. Find out what compresses it besides DMS, then reload the collection.",
  zip: "The file is a zip archive, not CSV. DMS does not write zip: find out what wrote the file.",
  parquet: "The file is Parquet, not CSV. Check that the DMS endpoint has DataFormat=csv, then reload the collection.",
  "utf-16": "The file is UTF-16, but the cleaner reads UTF-8. DMS writes UTF-8: find out what wrote the file.",
} as const;

export type FileKind = keyof typeof FILE_KINDS;

/** The number of bytes from which the kind of a file is known. */
export const KIND_BYTES = 16;
const LEAST_UTF_16_BYTES = 4;

/**
 * gzip (https://www.rfc-editor.org/rfc/rfc1952); zip with entries, empty, and in parts
 * (https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT); Parquet (https://parquet.apache.org/docs/file-format/); and the byte
 * order marks of UTF-16.
 */
const SIGNATURES: readonly (readonly [FileKind, Buffer])[] = [
  ["gzip", Buffer.of(0x1f, 0x8b)],
  ["zip", Buffer.from("PK\x03\x04")],
  ["zip", Buffer.from("PK\x05\x06")],
  ["zip", Buffer.from("PK\x07\x08")],
  ["parquet", Buffer.from("PAR1")],
  ["utf-16", Buffer.of(0xff, 0xfe)],
  ["utf-16", Buffer.of(0xfe, 0xff)],
];

/** @param head the first bytes of a file, at most KIND_BYTES @returns undefined if the file may be text */
export function fileKind(head: Buffer): FileKind | undefined {
  const found = SIGNATURES.find(([, signature]) => head.subarray(0, signature.length).equals(signature));
  return found?.[0] ?? (isUtf16(head) ? "utf-16" : undefined);
}

/** Whether every second byte is zero and no other, as in UTF-16 text that begins with Latin letters. */
function isUtf16(head: Buffer): boolean {
  if (head.length < LEAST_UTF_16_BYTES) return false;
  const isZero = [...head].map((byte) => byte === 0);
  return [0, 1].some((zero) => isZero.every((is, index) => is === (index % 2 === zero)));
}
