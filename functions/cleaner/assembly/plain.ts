import { BACKSLASH, QUOTE, SPACE } from "./ascii";

/**
 * The first byte that a JSON string must escape: a quote, a backslash or a control character. It reads sixteen bytes at a time, and past
 * the text's end, so there must be such a byte after the text.
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
 * As `plainEnd`, and copies the bytes before that. It may write up to sixteen bytes more, which are overwritten later.
 * @param to it stops there or before
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

/** Copies up to sixteen bytes before the first quote, space or control character. It writes sixteen bytes. @returns the end */
export function copyDense(from: usize, target: usize): usize {
  const bytes = v128.load(from);
  v128.store(target, bytes);
  const found = i8x16.bitmask(v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.le_u(bytes, i8x16.splat(SPACE))));
  return from + ctz(found | 0x10000);
}

/** A bit for each byte that must be escaped. */
function special(bytes: v128): i32 {
  const named = v128.or(i8x16.eq(bytes, i8x16.splat(QUOTE)), i8x16.eq(bytes, i8x16.splat(BACKSLASH)));
  return i8x16.bitmask(v128.or(named, i8x16.lt_u(bytes, i8x16.splat(SPACE))));
}
