/** The bytes that CSV and JSON are made of. In UTF-8 none of them is part of a longer character. */
const TAB = 0x09;
export const LF = 0x0a;
export const CR = 0x0d;
export const SPACE = 0x20;
export const QUOTE = 0x22;
export const PLUS = 0x2b;
export const COMMA = 0x2c;
export const MINUS = 0x2d;
export const DOT = 0x2e;
export const ZERO = 0x30;
export const NINE = 0x39;
export const COLON = 0x3a;
export const OPEN_ARRAY = 0x5b;
export const BACKSLASH = 0x5c;
export const CLOSE_ARRAY = 0x5d;
export const OPEN_OBJECT = 0x7b;
export const CLOSE_OBJECT = 0x7d;

export const E_LOWER = 0x65;
export const E_UPPER = 0x45;
export const D_UPPER = 0x44;
export const I_UPPER = 0x49;
export const U_UPPER = 0x55;
export const U_LOWER = 0x75;

/** 1 for each byte that stands for itself inside a JSON string. */
export const PLAIN_IN_STRING = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte < SPACE || byte === QUOTE || byte === BACKSLASH ? 0 : 1,
);

export function isSpace(byte: number | undefined): boolean {
  return byte === SPACE || byte === LF || byte === TAB || byte === CR;
}
