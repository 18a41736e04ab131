/** The special bytes of CSV and JSON. In UTF-8 none of them is part of a longer character. */
const TAB: u8 = 0x09;
export const LF: u8 = 0x0a;
export const CR: u8 = 0x0d;
export const SPACE: u8 = 0x20;
export const QUOTE: u8 = 0x22;
export const PLUS: u8 = 0x2b;
export const COMMA: u8 = 0x2c;
export const MINUS: u8 = 0x2d;
export const DOT: u8 = 0x2e;
export const ZERO: u8 = 0x30;
const NINE: u8 = 0x39;
export const COLON: u8 = 0x3a;
export const OPEN_ARRAY: u8 = 0x5b;
export const BACKSLASH: u8 = 0x5c;
export const CLOSE_ARRAY: u8 = 0x5d;
export const E_LOWER: u8 = 0x65;
export const E_UPPER: u8 = 0x45;
export const U_LOWER: u8 = 0x75;
export const OPEN_OBJECT: u8 = 0x7b;
export const CLOSE_OBJECT: u8 = 0x7d;

export function isSpace(byte: u8): bool {
  return byte === SPACE || byte === LF || byte === TAB || byte === CR;
}

export function isDigit(byte: u8): bool {
  return byte >= ZERO && byte <= NINE;
}

export function isHex(byte: u8): bool {
  const lower = byte | 0x20;
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66);
}
