import { COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from "./ascii";
import { skipLiteral } from "./json-literal";
import { skipString } from "./json-string";
import { byteAt, MALFORMED, MAX_JSON_DEPTH, skipSpace } from "./json-text";

/** The brackets that are open, by depth: one more than MAX_JSON_DEPTH. */
const OPEN = memory.data(1001);
/** The difference between the codes of an opening bracket and its closing one, of both kinds. */
const TO_CLOSE: u8 = 2;

/**
 * The end of a value; everything inside it is checked strictly by RFC 8259 (https://www.rfc-editor.org/rfc/rfc8259). Nothing is built;
 * the open brackets are on a stack of their own.
 * @param depth number of brackets that are open around it
 */
export function skipValue(from: usize, depth: i32): usize {
  let at = from;
  let level = depth;
  let isKey = false;
  while (true) {
    const byte = byteAt(at);
    if (byte === QUOTE) {
      at = skipString(at);
      if (at === MALFORMED) return MALFORMED;
      if (isKey) {
        at = skipSpace(at);
        if (byteAt(at) !== COLON) return MALFORMED;
        at = skipSpace(at + 1);
        isKey = false;
        continue;
      }
    } else if (isKey) return MALFORMED;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (level === MAX_JSON_DEPTH) return MALFORMED;
      store<u8>(OPEN + ++level, byte);
      at = skipSpace(at + 1);
      if (!closes(at, level)) {
        isKey = byte === OPEN_OBJECT;
        continue;
      }
      at++;
      level--;
    } else {
      at = skipLiteral(at);
      if (at === MALFORMED) return MALFORMED;
    }
    // After a value: skips all brackets that close here, then goes on to the next value.
    if (level !== depth) at = skipSpace(at);
    while (level !== depth && closes(at, level)) {
      at++;
      level--;
      if (level !== depth) at = skipSpace(at);
    }
    if (level === depth) return at;
    if (byteAt(at) !== COMMA) return MALFORMED;
    at = skipSpace(at + 1);
    isKey = load<u8>(OPEN + level) === OPEN_OBJECT;
  }
}

function closes(at: usize, level: i32): bool {
  return byteAt(at) === load<u8>(OPEN + level) + TO_CLOSE;
}
