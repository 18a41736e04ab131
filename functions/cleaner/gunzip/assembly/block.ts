import { CODE_LENGTHS, DISTANCES, LENGTHS } from "./alphabets";
import { CodeTable } from "./code-table";
import { payload } from "./entry";
import { Input } from "./input";

/** Enough for the table and all further ones, whatever the code lengths are. */
export const LENGTH_TABLE: usize = memory.data(2400 * 4, 16);
export const DISTANCE_TABLE: usize = memory.data(1024 * 4, 16);
const CODE_TABLE: usize = memory.data(128 * 4, 16);
/** Code lengths that are being read, with room for a repetition that goes too far. */
const READ: usize = memory.data(320 + 138, 16);
const ORDER: usize = memory.data<u8>([16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]);

/** Bits that the tables are indexed by. */
export const LENGTH_BITS: u32 = 11;
export const DISTANCE_BITS: u32 = 9;

const CODES = new CodeTable(CODE_TABLE, 7, CODE_LENGTHS);
/** The codes of the current block. */
const LITERALS_AND_LENGTHS = new CodeTable(LENGTH_TABLE, LENGTH_BITS, LENGTHS);
const BLOCK_DISTANCES = new CodeTable(DISTANCE_TABLE, DISTANCE_BITS, DISTANCES);

/** https://www.rfc-editor.org/rfc/rfc1951#section-3.2.6 */
export function useFixedCodes(): void {
  memory.fill(READ, 8, 144);
  memory.fill(READ + 144, 9, 112);
  memory.fill(READ + 256, 7, 24);
  memory.fill(READ + 280, 8, 8);
  LITERALS_AND_LENGTHS.build(READ, 288, false);
  LITERALS_AND_LENGTHS.pairLiterals();
  memory.fill(READ, 5, 32);
  BLOCK_DISTANCES.build(READ, 32, false);
}

/** Reads the codes of a block. https://www.rfc-editor.org/rfc/rfc1951#section-3.2.7 @returns whether they are valid */
export function readCodes(): bool {
  Input.refill();
  const lengths = Input.take(5) + 257;
  const distances = Input.take(5) + 1;
  const codes = Input.take(4) + 4;
  // zlib refuses these, too: no symbol has such a number.
  if (lengths > 286 || distances > 30) return false;
  memory.fill(READ, 0, 19);
  for (let index: u32 = 0; index < codes; index++) {
    Input.refill();
    store<u8>(READ + <usize>load<u8>(ORDER + index), <u8>Input.take(3));
  }
  if (!CODES.build(READ, 19, false) || !readCodeLengths(lengths + distances)) return false;
  // Without an end, the block would have none.
  if (load<u8>(READ + 256) === 0) return false;
  if (!LITERALS_AND_LENGTHS.build(READ, lengths, true) || !BLOCK_DISTANCES.build(READ + lengths, distances, true))
    return false;
  LITERALS_AND_LENGTHS.pairLiterals();
  return true;
}

function readCodeLengths(count: u32): bool {
  let at: u32 = 0;
  while (at < count) {
    Input.refill();
    const entry = load<u32>(CODE_TABLE + 4 * <usize>(Input.bits & 127));
    Input.drop(entry & 63);
    const symbol = <u32>payload(entry);
    if (symbol < 16) {
      store<u8>(READ + at++, <u8>symbol);
      continue;
    }
    if (symbol === 16 && at === 0) return false;
    const repeated: u8 = symbol === 16 ? load<u8>(READ + at - 1) : 0;
    const times = symbol === 16 ? 3 + Input.take(2) : symbol === 17 ? 3 + Input.take(3) : 11 + Input.take(7);
    if (at + times > count) return false;
    memory.fill(READ + at, repeated, times);
    at += times;
  }
  return true;
}
