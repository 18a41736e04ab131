import { isUtf8 } from "node:buffer";

const REPLACEMENT = "\uFFFD";
const REPLACEMENT_BYTES = Buffer.from(REPLACEMENT);
const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The text of bytes that start and end between characters; invalid UTF-8 becomes U+FFFD. */
export function decodeUtf8(bytes: Buffer): string {
  return decoder.decode(bytes);
}

/** How many characters became U+FFFD. A U+FFFD of the source itself does not count. */
export function countReplaced(bytes: Buffer): number {
  return isUtf8(bytes) ? 0 : count(decodeUtf8(bytes), REPLACEMENT) - count(bytes, REPLACEMENT_BYTES);
}

function count<T extends string | Buffer>(haystack: T, needle: T): number {
  const next = (from: number) => haystack.indexOf(needle as string, from);
  let found = 0;
  for (let at = next(0); at !== -1; at = next(at + needle.length)) found++;
  return found;
}
