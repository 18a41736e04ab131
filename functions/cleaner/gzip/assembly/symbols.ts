/*
 * Lengths and distances as symbols with extra bits: https://www.rfc-editor.org/rfc/rfc1951#section-3.2.5. Beyond the first ones, the
 * number's highest bits decide the symbol, and the rest are the extra bits.
 */

const FIRST_LENGTH: usize = 3;
const FIRST_LENGTH_SYMBOL: usize = 257;
const LONGEST_SYMBOL: usize = 285;

export function lengthExtraBits(length: usize): usize {
  const rest = length - FIRST_LENGTH;
  return rest < 8 || length === 258 ? 0 : highestBit(rest) - 2;
}

export function lengthSymbol(length: usize): usize {
  if (length === 258) return LONGEST_SYMBOL;
  const extra = lengthExtraBits(length);
  return FIRST_LENGTH_SYMBOL + (extra << 2) + ((length - FIRST_LENGTH) >> extra);
}

export function lengthExtra(length: usize): usize {
  return (length - FIRST_LENGTH) & ((1 << lengthExtraBits(length)) - 1);
}

export function distanceExtraBits(distance: usize): usize {
  return distance <= 4 ? 0 : highestBit(distance - 1) - 1;
}

export function distanceSymbol(distance: usize): usize {
  const extra = distanceExtraBits(distance);
  return (extra << 1) + ((distance - 1) >> extra);
}

export function distanceExtra(distance: usize): usize {
  return (distance - 1) & ((1 << distanceExtraBits(distance)) - 1);
}

function highestBit(value: usize): usize {
  return 31 - clz(value);
}
