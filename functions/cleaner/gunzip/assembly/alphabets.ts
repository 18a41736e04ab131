import { END_OF_BLOCK, INVALID, LITERAL } from "./entry";

const FIRST_LENGTH: i32 = 257;
const LONGEST: u32 = 258;

/** The entries of all symbols, without the bits of their codes. https://www.rfc-editor.org/rfc/rfc1951#section-3.2.5 */
export const LENGTHS: StaticArray<u32> = literalsAndLengths();
export const DISTANCES: StaticArray<u32> = distances();
/** A symbol of the code for code lengths is itself its value. */
export const CODE_LENGTHS: StaticArray<u32> = codeLengths();

function literalsAndLengths(): StaticArray<u32> {
  const entries = new StaticArray<u32>(288);
  for (let symbol = 0; symbol < 256; symbol++) entries[symbol] = ((<u32>symbol) << 16) | LITERAL | (1 << 8);
  entries[256] = END_OF_BLOCK;
  let base: u32 = 3;
  for (let index = 0; index < 28; index++) {
    const extra: u32 = index < 8 ? 0 : (index - 4) >> 2;
    entries[FIRST_LENGTH + index] = (base << 16) | extra;
    base += 1 << extra;
  }
  entries[FIRST_LENGTH + 28] = LONGEST << 16;
  entries[286] = INVALID;
  entries[287] = INVALID;
  return entries;
}

function distances(): StaticArray<u32> {
  const entries = new StaticArray<u32>(32);
  let base: u32 = 1;
  for (let symbol = 0; symbol < 30; symbol++) {
    const extra: u32 = symbol < 4 ? 0 : (symbol - 2) >> 1;
    entries[symbol] = (base << 16) | extra;
    base += 1 << extra;
  }
  entries[30] = INVALID;
  entries[31] = INVALID;
  return entries;
}

function codeLengths(): StaticArray<u32> {
  const entries = new StaticArray<u32>(19);
  for (let symbol = 0; symbol < 19; symbol++) entries[symbol] = (<u32>symbol) << 16;
  return entries;
}
