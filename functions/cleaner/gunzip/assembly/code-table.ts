import { allBits, FURTHER, INVALID, LITERAL, payload, SPECIAL } from "./entry";

const LONGEST_CODE: u32 = 15;
/** By length: how many codes have it, and where the next of its symbols goes. */
const COUNTS: usize = memory.data(16 * 4, 4);
const PLACES: usize = memory.data(16 * 4, 4);
/** The symbols, by the length of their codes and then by their number. */
const SORTED: usize = memory.data(288 * 2, 4);

/** A table in which the next bits find the entry of their code, and further tables for codes that are longer than its index. */
export class CodeTable {
  constructor(
    readonly at: usize,
    readonly bits: u32,
    readonly entries: StaticArray<u32>,
  ) {}

  /**
   * Makes the table of these code lengths, one byte a symbol. https://www.rfc-editor.org/rfc/rfc1951#section-3.2.2
   * @param isSingleAllowed whether a single code of one bit may leave the other unused, as zlib allows it
   * @returns whether the lengths are possible
   */
  build(lengths: usize, symbols: u32, isSingleAllowed: bool): bool {
    const longest = sort(lengths, symbols);
    const unused = unusedCodes();
    if (unused < 0) return false;
    if (unused > 0 && !(isSingleAllowed && longest <= 1)) return false;
    if (unused > 0)
      for (let index: usize = 0; index < (<usize>1) << this.bits; index++) store<u32>(this.at + 4 * index, INVALID);
    this.fill();
    return true;
  }

  /** Where the bits that find a literal hold another one, too, lets the entry have both: one look-up finds two. */
  pairLiterals(): void {
    // From the end: the second literal's entry is before the first's, and must still be its own.
    for (let index = (1 << this.bits) - 1; index >= 0; index--) {
      const at = this.at + 4 * <usize>index;
      const one = load<u32>(at);
      if (!(one & LITERAL)) continue;
      const other = load<u32>(this.at + 4 * (<usize>index >> <usize>allBits(one)));
      if (!(other & LITERAL) || allBits(one) + allBits(other) > this.bits) continue;
      store<u32>(
        at,
        <u32>((payload(other) << 24) | (payload(one) << 16) | LITERAL | (2 << 8) | (allBits(one) + allBits(other))),
      );
    }
  }

  private fill(): void {
    let next = (<u32>1) << this.bits;
    let code: u32 = 0;
    let sorted = SORTED;
    let prefix: u32 = u32.MAX_VALUE;
    let table = this.at;
    let width = this.bits;
    for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
      const codes = load<u32>(COUNTS + 4 * length);
      for (let left = codes; left > 0; left--) {
        let used: u32 = 0;
        if (length > this.bits) {
          used = this.bits;
          const start = code & ((1 << this.bits) - 1);
          if (start !== prefix) {
            prefix = start;
            width = furtherBits(length, left, this.bits);
            table = this.at + 4 * next;
            store<u32>(this.at + 4 * start, FURTHER | (next << 16) | (width << 8) | this.bits);
            next += 1 << width;
          }
        }
        const own = length - used;
        const symbol = unchecked(this.entries[load<u16>(sorted)]);
        const entry = symbol & (SPECIAL | LITERAL) ? symbol | own : symbol + (own << 8) + own;
        for (let index = code >> used; index < (<u32>1) << width; index += 1 << own)
          store<u32>(table + 4 * index, entry);
        sorted += 2;
        code = following(code, length);
      }
    }
  }
}

/** Sorts the symbols. @returns the length of the longest code */
function sort(lengths: usize, symbols: u32): u32 {
  memory.fill(COUNTS, 0, 16 * 4);
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const count = COUNTS + 4 * <usize>load<u8>(lengths + symbol);
    store<u32>(count, load<u32>(count) + 1);
  }
  store<u32>(COUNTS, 0);
  let place: u32 = 0;
  let longest: u32 = 0;
  for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
    store<u32>(PLACES + 4 * length, place);
    place += load<u32>(COUNTS + 4 * length);
    if (load<u32>(COUNTS + 4 * length) > 0) longest = length;
  }
  for (let symbol: u32 = 0; symbol < symbols; symbol++) {
    const length = load<u8>(lengths + symbol);
    if (length === 0) continue;
    const at = PLACES + 4 * <usize>length;
    store<u16>(SORTED + 2 * load<u32>(at), <u16>symbol);
    store<u32>(at, load<u32>(at) + 1);
  }
  return longest;
}

/** Codes of the greatest length that no symbol has; negative if there are more symbols than codes. */
function unusedCodes(): i32 {
  let unused = 1;
  for (let length: u32 = 1; length <= LONGEST_CODE; length++) {
    unused = 2 * unused - load<i32>(COUNTS + 4 * length);
    if (unused < 0) return unused;
  }
  return unused;
}

/** The index bits of a further table that starts with a code of this length, of which `left` are left. */
function furtherBits(length: u32, left: u32, bits: u32): u32 {
  let width = length - bits;
  let room: i32 = (1 << width) - left;
  while (room > 0 && width + bits < LONGEST_CODE) {
    width++;
    room = 2 * room - load<i32>(COUNTS + 4 * (width + bits));
  }
  return width;
}

/** The next code of the same length, or the first of the next; codes have their first bit lowest. */
function following(code: u32, length: u32): u32 {
  let bit = (<u32>1) << (length - 1);
  while (code & bit) bit >>= 1;
  return bit === 0 ? 0 : (code & (bit - 1)) | bit;
}
