/** Literals and lengths of matches; distances. https://www.rfc-editor.org/rfc/rfc1951#section-3.2.5 */
export const LITERAL_SYMBOLS: i32 = 286;
export const DISTANCE_SYMBOLS: i32 = 30;
export const END_OF_BLOCK: i32 = 256;

/** How often the block has each symbol, in four bytes each. */
export const LITERALS: usize = memory.data(4 * 286, 16);
export const DISTANCES: usize = memory.data(4 * 30, 16);

export function countLiteral(at: usize): void {
  count(LITERALS, load<u8>(at));
}

export function count(counts: usize, symbol: usize): void {
  const at = counts + (symbol << 2);
  store<u32>(at, load<u32>(at) + 1);
}

export function forgetCounts(): void {
  memory.fill(LITERALS, 0, 4 * LITERAL_SYMBOLS);
  memory.fill(DISTANCES, 0, 4 * DISTANCE_SYMBOLS);
}
