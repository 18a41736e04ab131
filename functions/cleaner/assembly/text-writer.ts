import { BACKSLASH, QUOTE } from "./ascii";
import { Output } from "./output";
import { copyPlain } from "./plain";

const LONGEST_ESCAPE: usize = 6;
const PIECE_BYTES: usize = 65536;

/**
 * Writes a cell's text as a JSON string, exactly as `JSON.stringify` does.
 * @param isDoubled whether each quote in the text is doubled, as in a quoted cell
 */
export function writeText(from: usize, to: usize, isDoubled: bool): void {
  Output.reserve(2);
  Output.push(QUOTE);
  // In pieces: an escape may be six times as long as its character, and memory for six times a huge cell must not be reserved.
  for (let at = from; at < to; ) at = writePiece(at, min(to, at + PIECE_BYTES), isDoubled);
  Output.reserve(1);
  Output.push(QUOTE);
}

/** @returns the start of the next piece */
function writePiece(from: usize, to: usize, isDoubled: bool): usize {
  Output.reserve(LONGEST_ESCAPE * (to - from));
  let at = from;
  while (at < to) {
    const end = copyPlain(at, to, Output.at);
    Output.at += end - at;
    if (end === to) return to;
    const byte = load<u8>(end);
    writeEscape(byte);
    at = end + (byte === QUOTE && isDoubled ? 2 : 1);
  }
  return at;
}

function writeEscape(byte: u8): void {
  Output.push(BACKSLASH);
  const short = shortEscape(byte);
  if (short !== 0) {
    Output.push(short);
    return;
  }
  Output.push(0x75);
  Output.push(0x30);
  Output.push(0x30);
  Output.push(0x30 + (byte >> 4));
  const low = byte & 15;
  Output.push(low < 10 ? 0x30 + low : 0x57 + low);
}

/** The letter after the backslash; 0 if the byte has only the long escape. */
function shortEscape(byte: u8): u8 {
  switch (byte) {
    case QUOTE:
    case BACKSLASH:
      return byte;
    case 0x08:
      return 0x62;
    case 0x09:
      return 0x74;
    case 0x0a:
      return 0x6e;
    case 0x0c:
      return 0x66;
    case 0x0d:
      return 0x72;
    default:
      return 0;
  }
}
