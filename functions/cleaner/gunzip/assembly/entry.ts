/*
 * An entry of a table says all about a code in 32 bits:
 *   0-5    the bits of the code and of the extra bits after it
 *   8-11   the bits of the code alone; of literals, how many they are; of a pointer to a further table, the bits that choose its entry
 *   12-15  what it is
 *   16-31  one or two literals, the smallest length or distance, or the place of the further table
 */
export const LITERAL: u32 = 1 << 15;
/** Neither a literal nor a length nor a distance. */
export const SPECIAL: u32 = 1 << 14;
export const END_OF_BLOCK: u32 = SPECIAL | (1 << 13);
/** The code is longer than the table's bits, and goes on in a further table. */
export const FURTHER: u32 = SPECIAL | (1 << 12);
/** No code: special, and nothing else. */
export const INVALID: u32 = 1 << 14;

export function allBits(entry: u64): u64 {
  return entry & 63;
}

export function codeBits(entry: u64): u64 {
  return (entry >> 8) & 15;
}

export function payload(entry: u64): u64 {
  return entry >> 16;
}

/** The length or distance: the smallest, and the extra bits. @param bits which begin with the code */
export function withExtra(entry: u64, bits: u64): usize {
  // Both shifts ignore what is above their six bits; an entry that is not special has no bits 12 and 13.
  return <usize>(payload(entry) + (lowest(bits, entry) >> (entry >> 8)));
}

/** @param count of which the lowest six bits matter */
export function lowest(bits: u64, count: u64): u64 {
  return bits & (((<u64>1) << count) - 1);
}
