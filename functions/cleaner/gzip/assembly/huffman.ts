import { sort } from "./sort";

/** Symbols by how often they occur, the rarest first: `often << 9 | symbol`. */
const SORTED: usize = memory.data(4 * 286, 16);
/** How often, then parents, then depths, as the algorithm goes. */
const WORK: usize = memory.data(4 * 286, 16);
/** How many codes have each length, of up to 15 bits. */
const OF_LENGTH: usize = memory.data(4 * 32, 16);

/**
 * Makes the best prefix code for a block, with lengths up to a limit, and its bits in canonical order, reversed as deflate has them.
 * https://www.rfc-editor.org/rfc/rfc1951#section-3.2.2
 * @param counts how often each symbol occurs, in four bytes each
 * @param codes gets `length << 16 | bits` of each symbol, in four bytes each; 0 if it does not occur
 */
export function makeCode(counts: usize, symbols: i32, limit: i32, codes: usize): void {
  const used = sortUsed(counts, symbols);
  depthsOf(used);
  countLengths(used, limit);
  memory.fill(codes, 0, 4 * symbols);
  let next = SORTED;
  for (let length = limit; length > 0; length--) {
    for (let left = get(OF_LENGTH, length); left > 0; left--) {
      set(codes, load<u32>(next) & 511, length << 16);
      next += 4;
    }
  }
  addBits(symbols, limit, codes);
}

/** At least two symbols, because some readers refuse a code of one. @returns how many there are */
function sortUsed(counts: usize, symbols: i32): i32 {
  let used = 0;
  for (let symbol = 0; symbol < symbols; symbol++) {
    const often = get(counts, symbol);
    if (often > 0) set(SORTED, used++, (often << 9) | symbol);
  }
  for (let symbol = 0; used < 2; symbol++) if (get(counts, symbol) === 0) set(SORTED, used++, (1 << 9) | symbol);
  sort(SORTED, used);
  return used;
}

/**
 * The depth of each symbol in the best tree, in `WORK`, the rarest first: Moffat and Katajainen, "In-place calculation of minimum-redundancy
 * codes", 1995. The array has in turn the weights, the parents of inner nodes, and the depths.
 */
function depthsOf(used: i32): void {
  for (let index = 0; index < used; index++) set(WORK, index, get(SORTED, index) >> 9);
  joinRarest(used);
  set(WORK, used - 2, 0);
  for (let node = used - 3; node >= 0; node--) set(WORK, node, get(WORK, get(WORK, node)) + 1);
  spreadLeaves(used);
}

function joinRarest(used: i32): void {
  let leaf = 0;
  let root = 0;
  for (let next = 0; next < used - 1; next++) {
    let weight = 0;
    for (let child = 0; child < 2; child++) {
      if (leaf >= used || (root < next && get(WORK, root) < get(WORK, leaf))) {
        weight += get(WORK, root);
        set(WORK, root++, next);
      } else weight += get(WORK, leaf++);
    }
    set(WORK, next, weight);
  }
}

function spreadLeaves(used: i32): void {
  let available = 1;
  let depth = 0;
  let root = used - 2;
  let next = used - 1;
  while (available > 0) {
    let inner = 0;
    for (; root >= 0 && get(WORK, root) === depth; root--) inner++;
    for (; available > inner; available--) set(WORK, next--, depth);
    available = 2 * inner;
    depth++;
  }
}

/** Codes that would be too long get the limit, and some that are shorter one bit more, until all codes together are complete again. */
function countLengths(used: i32, limit: i32): void {
  memory.fill(OF_LENGTH, 0, 4 * 32);
  let room = 1 << limit;
  for (let index = 0; index < used; index++) {
    const length = min(get(WORK, index), limit);
    set(OF_LENGTH, length, get(OF_LENGTH, length) + 1);
    room -= 1 << (limit - length);
  }
  for (; room < 0; room++) {
    let shorter = limit - 1;
    while (get(OF_LENGTH, shorter) === 0) shorter--;
    set(OF_LENGTH, shorter, get(OF_LENGTH, shorter) - 1);
    set(OF_LENGTH, shorter + 1, get(OF_LENGTH, shorter + 1) + 2);
    set(OF_LENGTH, limit, get(OF_LENGTH, limit) - 1);
  }
}

function addBits(symbols: i32, limit: i32, codes: usize): void {
  let first = 0;
  for (let length = 1; length <= limit; length++) {
    let code = first;
    for (let symbol = 0; symbol < symbols; symbol++)
      if (get(codes, symbol) >> 16 === length) set(codes, symbol, (length << 16) | reverse(code++, length));
    first = code << 1;
  }
}

function reverse(code: i32, length: i32): i32 {
  let reversed = 0;
  for (let bit = 0; bit < length; bit++) reversed |= ((code >> bit) & 1) << (length - 1 - bit);
  return reversed;
}

function get(array: usize, index: i32): i32 {
  return load<i32>(array + ((<usize>index) << 2));
}

function set(array: usize, index: i32, value: i32): void {
  store<i32>(array + ((<usize>index) << 2), value);
}
