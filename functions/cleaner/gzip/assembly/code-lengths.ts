import { Bits } from "./bits";
import { makeCode } from "./huffman";

/*
 * How a block describes its codes: the lengths of both, with repetitions, in a code of their own.
 * https://www.rfc-editor.org/rfc/rfc1951#section-3.2.7
 */

const SYMBOLS: i32 = 19;
const LIMIT: i32 = 7;
const COUNTS: usize = memory.data(4 * 19, 16);
const CODES: usize = memory.data(4 * 19, 16);
/** The order in which the lengths of this code itself are written. */
const ORDER: StaticArray<u8> = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

/** The lengths of both codes, one after the other, a byte each. */
const LENGTHS: usize = memory.data(286 + 30 + 4);
/** Symbols of the description, with their extra bits: `extra << 8 | symbol`, in two bytes. */
const ITEMS: usize = memory.data(2 * 316);

const REPEAT: i32 = 16;
const FEW_ZEROS: i32 = 17;
const MANY_ZEROS: i32 = 18;

/** Writes the description of two codes, in the form that `makeCode` gives. */
export function writeCodeLengths(literals: usize, literalSymbols: i32, distances: usize, distanceSymbols: i32): void {
  const literalCount = max(257, usedOf(literals, literalSymbols));
  const distanceCount = max(1, usedOf(distances, distanceSymbols));
  for (let index = 0; index < literalCount; index++) store<u8>(LENGTHS + index, lengthOf(literals, index));
  for (let index = 0; index < distanceCount; index++)
    store<u8>(LENGTHS + literalCount + index, lengthOf(distances, index));
  const items = makeItems(literalCount + distanceCount);
  makeCode(COUNTS, SYMBOLS, LIMIT, CODES);
  let described = SYMBOLS;
  while (described > 4 && lengthOf(CODES, ORDER[described - 1]) === 0) described--;
  Bits.add(literalCount - 257, 5);
  Bits.add(distanceCount - 1, 5);
  Bits.add(described - 4, 4);
  for (let index = 0; index < described; index++) {
    Bits.flush();
    Bits.add(lengthOf(CODES, ORDER[index]), 3);
  }
  for (let index = 0; index < items; index++) writeItem(load<u16>(ITEMS + 2 * index));
}

function usedOf(codes: usize, symbols: i32): i32 {
  let used = symbols;
  while (used > 0 && lengthOf(codes, used - 1) === 0) used--;
  return used;
}

function lengthOf(codes: usize, symbol: i32): i32 {
  return load<u32>(codes + ((<usize>symbol) << 2)) >> 16;
}

/** @returns how many there are */
function makeItems(count: i32): i32 {
  memory.fill(COUNTS, 0, 4 * SYMBOLS);
  let items = 0;
  let at = 0;
  while (at < count) {
    const length = load<u8>(LENGTHS + at);
    let run = 1;
    while (at + run < count && load<u8>(LENGTHS + at + run) === length) run++;
    at += run;
    if (length !== 0) {
      items = addItem(items, length, 0);
      run--;
    }
    while (run >= 3) {
      const taken = min(run, length !== 0 ? 6 : 138);
      if (length !== 0) items = addItem(items, REPEAT, taken - 3);
      else if (taken <= 10) items = addItem(items, FEW_ZEROS, taken - 3);
      else items = addItem(items, MANY_ZEROS, taken - 11);
      run -= taken;
    }
    for (; run > 0; run--) items = addItem(items, length, 0);
  }
  return items;
}

function addItem(items: i32, symbol: i32, extra: i32): i32 {
  store<u16>(ITEMS + 2 * items, (extra << 8) | symbol);
  const counted = COUNTS + ((<usize>symbol) << 2);
  store<u32>(counted, load<u32>(counted) + 1);
  return items + 1;
}

function writeItem(item: i32): void {
  const symbol = item & 255;
  const code = load<u32>(CODES + ((<usize>symbol) << 2));
  Bits.flush();
  Bits.add(code & 0xffff, code >> 16);
  if (symbol >= REPEAT) Bits.add(item >> 8, symbol === REPEAT ? 2 : symbol === FEW_ZEROS ? 3 : 7);
}
