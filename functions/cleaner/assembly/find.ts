import { COMMA, LF, QUOTE } from "./ascii";

/** The next quote, comma or line end, which may end a cell without quotes. There must be one. */
export function cellEnd(from: usize): usize {
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    const ends = v128.or(is(bytes, QUOTE), v128.or(is(bytes, COMMA), is(bytes, LF)));
    const found = i8x16.bitmask(ends);
    if (found !== 0) return at + ctz(found);
    at += 16;
  }
}

/** The end of a quoted cell: the first quote that is not doubled. There must be one. */
export function closingQuote(from: usize): usize {
  let at = from;
  while (true) {
    const found = i8x16.bitmask(is(v128.load(at), QUOTE));
    if (found === 0) {
      at += 16;
      continue;
    }
    at += ctz(found);
    if (load<u8>(at + 1) !== QUOTE) return at;
    at += 2;
  }
}

/** The number of line ends between two addresses. */
export function countLineEnds(from: usize, to: usize): i32 {
  let count = 0;
  let at = from;
  for (; at + 16 <= to; at += 16) count += popcnt(i8x16.bitmask(is(v128.load(at), LF)));
  for (; at < to; at++) if (load<u8>(at) === LF) count++;
  return count;
}

function is(bytes: v128, byte: u8): v128 {
  return i8x16.eq(bytes, i8x16.splat(byte));
}
