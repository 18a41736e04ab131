import { isSpace, SPACE } from "./ascii";

/** Deepest nesting of objects and arrays that is read. */
export const MAX_JSON_DEPTH: i32 = 1000;

/** In place of where something ends: the text is no RFC 8259 JSON, or nested too deep. Nothing can end there. */
export const MALFORMED: usize = 0;

/** The JSON text that is being read. It may lie in a quoted CSV cell, where each of its quotes is doubled. */
export class JsonText {
  /** Where it ends at the latest. */
  static end: usize = 0;
  /** Bytes of a quote: 2 in a quoted cell, where a single one ends the cell, and with it the text. */
  static quoteWidth: usize = 1;
}

/** The byte, or 0 behind the end. */
export function byteAt(at: usize): u8 {
  return at < JsonText.end ? load<u8>(at) : 0;
}

/** Where the white space ends. */
export function space(from: usize): usize {
  let at = from;
  // No white space is above the space itself.
  while (at < JsonText.end && load<u8>(at) <= SPACE && isSpace(load<u8>(at))) at++;
  return at;
}
