import { BACKSLASH, COLON, isHex, QUOTE, U_LOWER } from "./ascii";
import { byteAt, JsonText, MALFORMED, space } from "./json-text";
import { plainEnd } from "./plain";

/** The last key that was read, without its quotes, and whether it has a backslash. */
export class LastKey {
  static from: usize = 0;
  static to: usize = 0;
  static escaped: bool = false;
}

/** A key and its colon, up to where its value starts. */
export function key(from: usize): usize {
  if (byteAt(from) !== QUOTE) return MALFORMED;
  LastKey.escaped = false;
  const behind = string(from);
  if (behind === MALFORMED) return MALFORMED;
  LastKey.from = from + JsonText.quoteWidth;
  LastKey.to = behind - JsonText.quoteWidth;
  const at = space(behind);
  return byteAt(at) === COLON ? space(at + 1) : MALFORMED;
}

/** A string, from its opening quote to behind its closing one. */
export function string(from: usize): usize {
  const first = from + JsonText.quoteWidth;
  return load<u8>(first - 1) === QUOTE ? restOfString(first) : MALFORMED;
}

function restOfString(from: usize): usize {
  let at = from;
  while (true) {
    // Byte by byte the end is not asked for: the line end behind the record, or behind the window, stops it as well.
    at = plainEnd(at);
    if (at >= JsonText.end) return MALFORMED;
    const byte = load<u8>(at);
    if (byte === QUOTE) return load<u8>(at + JsonText.quoteWidth - 1) === QUOTE ? at + JsonText.quoteWidth : MALFORMED;
    if (byte !== BACKSLASH) return MALFORMED;
    LastKey.escaped = true;
    at = behindEscape(at);
    if (at === MALFORMED) return MALFORMED;
  }
}

function behindEscape(from: usize): usize {
  const byte = byteAt(from + 1);
  const behind = from + 1 + JsonText.quoteWidth;
  if (byte === QUOTE) return load<u8>(behind - 1) === QUOTE ? behind : MALFORMED;
  if (byte !== U_LOWER) return isShortEscape(byte) ? from + 2 : MALFORMED;
  if (from + 6 > JsonText.end) return MALFORMED;
  for (let at = from + 2; at < from + 6; at++) if (!isHex(load<u8>(at))) return MALFORMED;
  return from + 6;
}

/** Of `\\`, `\/`, `\b`, `\f`, `\n`, `\r`, `\t` what is behind the backslash. */
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
