import { COLON, COMMA, OPEN_ARRAY, OPEN_OBJECT, QUOTE } from "./ascii";
import { literal } from "./json-literal";
import { string } from "./json-string";
import { byteAt, MALFORMED, MAX_JSON_DEPTH, space } from "./json-text";

/** The brackets that are open, by depth: one more than MAX_JSON_DEPTH. */
const OPEN = memory.data(1001);
/** From an opening bracket to its closing one, of both kinds. */
const TO_CLOSE: u8 = 2;

/**
 * Where a value ends, all that is inside it checked: strictly RFC 8259 (https://www.rfc-editor.org/rfc/rfc8259).
 * Nothing is built; what is open is kept on a stack of its own.
 * @param depth of what is open around it
 */
export function skip(from: usize, depth: i32): usize {
  let at = from;
  let level = depth;
  let isKey = false;
  while (true) {
    const byte = byteAt(at);
    if (byte === QUOTE) {
      at = string(at);
      if (at === MALFORMED) return MALFORMED;
      if (isKey) {
        at = space(at);
        if (byteAt(at) !== COLON) return MALFORMED;
        at = space(at + 1);
        isKey = false;
        continue;
      }
    } else if (isKey) return MALFORMED;
    else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
      if (level === MAX_JSON_DEPTH) return MALFORMED;
      store<u8>(OPEN + ++level, byte);
      at = space(at + 1);
      if (!closes(at, level)) {
        isKey = byte === OPEN_OBJECT;
        continue;
      }
      at++;
      level--;
    } else {
      at = literal(at);
      if (at === MALFORMED) return MALFORMED;
    }
    // Behind a value: out of every bracket that closes here, on to the next value.
    if (level !== depth) at = space(at);
    while (level !== depth && closes(at, level)) {
      at++;
      level--;
      if (level !== depth) at = space(at);
    }
    if (level === depth) return at;
    if (byteAt(at) !== COMMA) return MALFORMED;
    at = space(at + 1);
    isKey = load<u8>(OPEN + level) === OPEN_OBJECT;
  }
}

function closes(at: usize, level: i32): bool {
  return byteAt(at) === load<u8>(OPEN + level) + TO_CLOSE;
}
