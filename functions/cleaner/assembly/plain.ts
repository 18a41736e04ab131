import { BACKSLASH, QUOTE, SPACE } from "./ascii";

/**
 * Where the first byte stands that does not stand for itself inside a JSON string: a quote, a backslash, a control character.
 * Sixteen bytes at a time, and past the text's end: such a byte must stand somewhere behind it.
 */
export function plainEnd(from: usize): usize {
  let at = from;
  while (true) {
    const found = special(v128.load(at));
    if (found !== 0) return at + ctz(found);
    at += 16;
  }
}

/**
 * As `plainEnd`, and copies what it passes. Up to sixteen bytes more are written, which do not count.
 * @param to where to stop at the latest
 */
export function copyPlain(from: usize, to: usize, target: usize): usize {
  let at = from;
  while (at < to) {
    const bytes = v128.load(at);
    v128.store(target + (at - from), bytes);
    const found = special(bytes);
    if (found !== 0) return min(at + ctz(found), to);
    at += 16;
  }
  return to;
}

/** A bit for each byte that is not plain. */
function special(bytes: v128): i32 {
  const named = v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH)));
  return i8x16.bitmask(v128.or(named, i8x16.lt_u(bytes, i8x16.splat(SPACE))));
}
