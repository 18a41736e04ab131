import { BACKSLASH, U_LOWER } from "./ascii";
import { Output } from "./output";

/** Bytes of `\uXXXX`, a UTF-16 unit as JSON writes it. */
export const UNIT_BYTES: usize = 6;
/** `\uff` and `fd`, as little-endian numbers. */
const REPLACEMENT_START: u32 = 0x6666755c;
const REPLACEMENT_END: u16 = 0x6466;
const D_LOWER: u8 = 0x64;

/** Whether a unit is a surrogate, half a character. @param from the start of a valid `\uXXXX` */
export function isSurrogate(from: usize): bool {
  return (load<u8>(from + 2) | 0x20) === D_LOWER && hexDigit(load<u8>(from + 3)) >= 8;
}

/** Whether two units are a surrogate pair: a high surrogate, directly followed by a low one. */
export function isPair(from: usize, to: usize): bool {
  const second = from + UNIT_BYTES;
  if (!isSurrogate(from) || isLow(from) || second + UNIT_BYTES > to) return false;
  if (load<u8>(second) !== BACKSLASH || load<u8>(second + 1) !== U_LOWER) return false;
  return isSurrogate(second) && isLow(second);
}

/** Writes the escape of U+FFFD, which has the length of the escape that it replaces. */
export function writeReplacement(): void {
  store<u32>(Output.at, REPLACEMENT_START);
  store<u16>(Output.at, REPLACEMENT_END, 4);
  Output.at += UNIT_BYTES;
}

/** Whether a surrogate is a low one: DC00 to DFFF, rather than D800 to DBFF. */
function isLow(from: usize): bool {
  return hexDigit(load<u8>(from + 3)) >= 12;
}

function hexDigit(byte: u8): i32 {
  return byte <= 0x39 ? byte - 0x30 : (byte | 0x20) - 0x57;
}
