import { countLiteral } from "./frequencies";
import { addMatch } from "./sequences";
import { HISTORY_BYTES, Window, window } from "./window";

/** The shortest match that is looked for; the longest that deflate has. */
const SHORTEST: usize = 8;
const LONGEST: usize = 258;

/** Two places for each hash of eight bytes, in one number: the last place in the text with this hash in the low half, and the one before. */
const TABLE_BITS: u64 = 13;
const TABLE: usize = memory.data(8 << 13, 16);
const MULTIPLIER: u64 = 0x1fb21c651e98d5;

/**
 * Finds the block's matches: greedily, and only where a token begins or a match has ended. Lines have the same keys and punctuation, and
 * many values again, so what repeats begins there; within a word or number it is seldom worth the search.
 */
export function findMatches(): void {
  const from = window(0);
  const end = window(Window.length);
  let literals = from;
  let at = from;
  while (at + SHORTEST <= end) {
    const found = findMatch(at, Window.position + <u32>(at - from), end);
    if (found === 0) {
      at = skipToken(at, end);
      continue;
    }
    addMatch(at - literals, found, Found.distance);
    at += found;
    literals = at;
  }
  while (at < end) countLiteral(at++);
}

class Found {
  static distance: usize = 0;
}

/** @returns the length of the longer of two matches; 0 if there is none */
function findMatch(at: usize, position: u32, end: usize): usize {
  const bytes = load<u64>(at);
  const slot = TABLE + ((<usize>((bytes * MULTIPLIER) >> (64 - TABLE_BITS))) << 3);
  const places = load<u64>(slot);
  store<u64>(slot, (places << 32) | position);
  const near = position - <u32>places;
  const far = position - <u32>(places >> 32);
  let length: usize = 0;
  if (isMatch(at, near, bytes)) {
    length = lengthOf(at, near, end);
    Found.distance = near;
  }
  if (isMatch(at, far, bytes)) {
    const other = lengthOf(at, far, end);
    if (other > length) {
      length = other;
      Found.distance = far;
    }
  }
  return length;
}

function isMatch(at: usize, distance: u32, bytes: u64): bool {
  // Not 0 either, which an empty entry gives after 4 GiB, when places begin again at 0.
  return distance - 1 < <u32>HISTORY_BYTES && load<u64>(at - distance) === bytes;
}

/** The first eight bytes are known to be the same. */
function lengthOf(at: usize, distance: u32, end: usize): usize {
  const most = min(LONGEST, end - at);
  let length = SHORTEST;
  while (length + 8 <= most) {
    const differing = load<u64>(at + length) ^ load<u64>(at + length - distance);
    if (differing !== 0) return length + (<usize>ctz(differing) >> 3);
    length += 8;
  }
  while (length < most && load<u8>(at + length) === load<u8>(at + length - distance)) length++;
  return length;
}

/** @returns where the next token begins */
function skipToken(from: usize, end: usize): usize {
  const to = min(tokenEnd(from), end);
  for (let at = from; at < to; at++) countLiteral(at);
  return to;
}

/** Where bytes of the other kind begin; it may read past the block. */
function tokenEnd(from: usize): usize {
  const first = wordBytes(v128.load(from));
  const other = first & 1 ? 0xffff : 0;
  let differing = first ^ other;
  let at = from;
  while (differing === 0 && at < from + 256) {
    at += 16;
    differing = wordBytes(v128.load(at)) ^ other;
  }
  return differing === 0 ? at + 16 : at + ctz(differing);
}

/** A bit for each byte that is of a word or a number. */
function wordBytes(bytes: v128): i32 {
  const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(0x30)), i8x16.splat(10));
  const lower = v128.or(bytes, i8x16.splat(0x20));
  const letters = i8x16.lt_u(i8x16.sub(lower, i8x16.splat(0x61)), i8x16.splat(26));
  return i8x16.bitmask(v128.or(v128.or(digits, letters), bytes));
}
