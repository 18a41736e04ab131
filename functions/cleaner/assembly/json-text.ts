import { isSpace, SPACE } from "./ascii";

/** Deepest nesting of objects and arrays that is read. */
export const MAX_JSON_DEPTH: i32 = 1000;

/** In place of an end address: the text is not RFC 8259 JSON, or nested too deep. Nothing can end at address 0. */
export const MALFORMED: usize = 0;

/** The JSON text that is being read. It may be in a quoted CSV cell, where each of its quotes is doubled. */
export class JsonText {
  /** The text must end there or before. */
  static end: usize = 0;
  /** Bytes of a quote: 2 in a quoted cell, where a single quote ends the cell. */
  static quoteWidth: usize = 1;
}

/** The byte, or 0 after the end. */
export function byteAt(at: usize): u8 {
  return at < JsonText.end ? load<u8>(at) : 0;
}

/** The end of white space. */
export function skipSpace(from: usize): usize {
  let at = from;
  // Mostly there is one space, or none.
  if (load<u8>(at) === SPACE && at < JsonText.end) at++;
  if (load<u8>(at) > SPACE) return at;
  // No white space has a higher code than the space.
  while (at < JsonText.end && load<u8>(at) <= SPACE && isSpace(load<u8>(at))) at++;
  return at;
}
