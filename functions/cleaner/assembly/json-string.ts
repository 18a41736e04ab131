import { BACKSLASH, COLON, isHex, QUOTE, U_LOWER } from "./ascii";
import { byteAt, JsonText, MALFORMED, skipSpace } from "./json-text";
import { plainEnd } from "./plain";

/** The last key, without its quotes, and whether it has a backslash. */
export class LastKey {
  static from: usize = 0;
  static to: usize = 0;
  static escaped: bool = false;
}

/** Reads a key and its colon. @returns where its value starts */
export function skipKey(from: usize): usize {
  if (byteAt(from) !== QUOTE) return MALFORMED;
  LastKey.escaped = false;
  const after = skipString(from);
  if (after === MALFORMED) return MALFORMED;
  LastKey.from = from + JsonText.quoteWidth;
  LastKey.to = after - JsonText.quoteWidth;
  const at = skipSpace(after);
  return byteAt(at) === COLON ? skipSpace(at + 1) : MALFORMED;
}

/** Where a string ends, after its closing quote. */
export function skipString(from: usize): usize {
  const first = from + JsonText.quoteWidth;
  return load<u8>(first - 1) === QUOTE ? skipRestOfString(first) : MALFORMED;
}

function skipRestOfString(from: usize): usize {
  let at = from;
  while (true) {
    // `plainEnd` does not check for the end: the line end after the record, or after the window, stops it.
    at = plainEnd(at);
    if (at >= JsonText.end) return MALFORMED;
    const byte = load<u8>(at);
    if (byte === QUOTE) return load<u8>(at + JsonText.quoteWidth - 1) === QUOTE ? at + JsonText.quoteWidth : MALFORMED;
    if (byte !== BACKSLASH) return MALFORMED;
    LastKey.escaped = true;
    at = skipEscape(at);
    if (at === MALFORMED) return MALFORMED;
  }
}

function skipEscape(from: usize): usize {
  const byte = byteAt(from + 1);
  const after = from + 1 + JsonText.quoteWidth;
  if (byte === QUOTE) return load<u8>(after - 1) === QUOTE ? after : MALFORMED;
  if (byte !== U_LOWER) return isShortEscape(byte) ? from + 2 : MALFORMED;
  if (from + 6 > JsonText.end) return MALFORMED;
  for (let at = from + 2; at < from + 6; at++) if (!isHex(load<u8>(at))) return MALFORMED;
  return from + 6;
}

/** Whether the byte after a backslash makes `\\`, `\/`, `\b`, `\f`, `\n`, `\r` or `\t`. */
function isShortEscape(byte: u8): bool {
  switch (byte) {
    case BACKSLASH:
    case 0x2f:
    case 0x62:
    case 0x66:
    case 0x6e:
    case 0x72:
    case 0x74:
      return true;
    default:
      return false;
  }
}
