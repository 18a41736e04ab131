import { DOT, E_LOWER, E_UPPER, isDigit, MINUS, PLUS, ZERO } from "./ascii";
import { byteAt, JsonText, MALFORMED } from "./json-text";

/** `null`, `true` and `alse` (for `false`), as little-endian numbers of four bytes. */
const NULL: u32 = 0x6c6c756e;
const TRUE: u32 = 0x65757274;
const ALSE: u32 = 0x65736c61;

export function isNull(from: usize): bool {
  return isWord(from, NULL);
}

/** The end of a number, `true`, `false` or `null`. */
export function skipLiteral(from: usize): usize {
  const byte = byteAt(from);
  if (byte === MINUS || isDigit(byte)) return skipNumber(from);
  if (isWord(from, NULL) || isWord(from, TRUE)) return from + 4;
  return byte === 0x66 && isWord(from + 1, ALSE) ? from + 5 : MALFORMED;
}

function skipNumber(from: usize): usize {
  let at = load<u8>(from) === MINUS ? from + 1 : from;
  // No digit may follow a leading zero.
  if (byteAt(at) === ZERO) at++;
  else at = skipDigits(at);
  if (at !== MALFORMED && byteAt(at) === DOT) at = skipDigits(at + 1);
  if (at === MALFORMED || (byteAt(at) !== E_LOWER && byteAt(at) !== E_UPPER)) return at;
  const isSigned = byteAt(at + 1) === PLUS || byteAt(at + 1) === MINUS;
  return skipDigits(isSigned ? at + 2 : at + 1);
}

function skipDigits(from: usize): usize {
  const at = min(digitsEnd(from), JsonText.end);
  return at <= from ? MALFORMED : at;
}

/** It reads past the end of the text, so there must be something else than a digit after it. */
function digitsEnd(from: usize): usize {
  let at = from;
  while (true) {
    const digits = i8x16.lt_u(i8x16.sub(v128.load(at), i8x16.splat(ZERO)), i8x16.splat(10));
    const others = ~i8x16.bitmask(digits) & 0xffff;
    if (others !== 0) return at + ctz(others);
    at += 16;
  }
}

function isWord(from: usize, word: u32): bool {
  return from + 4 <= JsonText.end && load<u32>(from) === word;
}
