import {
  BACKSLASH,
  COLON,
  COMMA,
  DOT,
  E_LOWER,
  E_UPPER,
  isSpace,
  MINUS,
  NINE,
  OPEN_ARRAY,
  OPEN_OBJECT,
  PLAIN_IN_STRING,
  PLUS,
  QUOTE,
  SPACE,
  U_LOWER,
  ZERO,
} from "./ascii.ts";

/** Deepest nesting of objects and arrays that is read. */
export const MAX_JSON_DEPTH = 1000;

/** What every method gives where the text is no RFC 8259 JSON, or nested too deep. */
export const MALFORMED = -1;

/**
 * Walks over JSON text (https://www.rfc-editor.org/rfc/rfc8259) without building anything: each method is given where
 * something starts and gives where it ends. The text may lie in a quoted CSV cell, where each of its quotes is doubled.
 */
export class JsonScanner {
  bytes: Buffer = Buffer.alloc(0);
  /** Where the text ends. */
  end = 0;
  /** Bytes of a quote: 2 in a quoted cell, where a single one ends the cell, and with it the text. */
  quoteWidth = 1;
  /** The last key, without its quotes, and whether it has a backslash. */
  keyFrom = 0;
  keyTo = 0;
  escaped = false;
  readonly #open = new Uint8Array(MAX_JSON_DEPTH + 1);

  read(bytes: Buffer, end: number, quoteWidth: number): void {
    this.bytes = bytes;
    this.end = end;
    this.quoteWidth = quoteWidth;
  }

  space(from: number): number {
    const { bytes, end } = this;
    let at = from;
    // No white space is above the space itself.
    while (at < end && (bytes[at] as number) <= SPACE && isSpace(bytes[at])) at++;
    return at;
  }

  /** A string, from its opening quote to behind its closing one. */
  string(from: number): number {
    this.escaped = false;
    const { quoteWidth } = this;
    return this.bytes[from + quoteWidth - 1] === QUOTE ? this.#stringFrom(from + quoteWidth) : MALFORMED;
  }

  isNull(from: number): boolean {
    return this.#isWord(NULL, from);
  }

  /** A key and its colon, up to where its value starts. */
  key(from: number): number {
    if (from >= this.end || this.bytes[from] !== QUOTE) return MALFORMED;
    const behind = this.string(from);
    if (behind === MALFORMED) return MALFORMED;
    this.keyFrom = from + this.quoteWidth;
    this.keyTo = behind - this.quoteWidth;
    const at = this.space(behind);
    return at < this.end && this.bytes[at] === COLON ? this.space(at + 1) : MALFORMED;
  }

  /**
   * Any value, all that is inside it checked. Keeps a stack of its own, so that nesting costs none of JavaScript's; and
   * asks itself, in place of calling others, what most tokens are: most of what is read here is passed over.
   */
  value(from: number, depth: number): number {
    const { bytes, end, quoteWidth } = this;
    const open = this.#open;
    let at = from;
    let level = depth;
    let isKey = false;
    for (;;) {
      let byte = at < end ? (bytes[at] as number) : 0;
      if (byte === QUOTE) {
        at += quoteWidth;
        if (bytes[at - 1] !== QUOTE) return MALFORMED;
        while (PLAIN_IN_STRING[bytes[at] as number] === 1) at++;
        // What is not plain is left to whom it concerns, and so is its end, where it is not of the plain kind.
        if (bytes[at] === QUOTE && bytes[at + quoteWidth - 1] === QUOTE && at < end) at += quoteWidth;
        else at = this.#stringFrom(at);
        if (at === MALFORMED) return MALFORMED;
        if (isKey) {
          if (bytes[at] !== COLON) at = this.space(at);
          if (at >= end || bytes[at] !== COLON) return MALFORMED;
          at = this.space(at + 1);
          isKey = false;
          continue;
        }
      } else if (isKey) return MALFORMED;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) {
        if (level === MAX_JSON_DEPTH) return MALFORMED;
        open[++level] = byte;
        at = this.space(at + 1);
        if (at >= end || bytes[at] !== byte + TO_CLOSE) {
          isKey = byte === OPEN_OBJECT;
          continue;
        }
        at++;
        level--;
      } else {
        at = this.#literal(at);
        if (at === MALFORMED) return MALFORMED;
      }
      // Behind a value: out of every bracket that closes here, on to the next value.
      for (;;) {
        if (level === depth) return at;
        at = this.space(at);
        byte = at < end ? (bytes[at] as number) : 0;
        if (byte !== (open[level] as number) + TO_CLOSE) break;
        at++;
        level--;
      }
      if (byte !== COMMA) return MALFORMED;
      at = this.space(at + 1);
      isKey = open[level] === OPEN_OBJECT;
    }
  }

  /** The rest of a string. */
  #stringFrom(from: number): number {
    const { bytes, end, quoteWidth } = this;
    let at = from;
    for (;;) {
      // The end is not asked for: the line end behind the record, or nothing at all, stops it as well.
      while (PLAIN_IN_STRING[bytes[at] as number] === 1) at++;
      if (at >= end) return MALFORMED;
      const byte = bytes[at];
      if (byte === QUOTE) return bytes[at + quoteWidth - 1] === QUOTE ? at + quoteWidth : MALFORMED;
      if (byte !== BACKSLASH) return MALFORMED;
      this.escaped = true;
      at = this.#escape(at);
      if (at === MALFORMED) return MALFORMED;
    }
  }

  #escape(from: number): number {
    const { bytes, end, quoteWidth } = this;
    const byte = from + 1 < end ? (bytes[from + 1] as number) : 0;
    if (byte === QUOTE) return bytes[from + quoteWidth] === QUOTE ? from + 1 + quoteWidth : MALFORMED;
    if (byte !== U_LOWER) return SHORT_ESCAPES.includes(byte) ? from + 2 : MALFORMED;
    if (from + 6 > end) return MALFORMED;
    for (let at = from + 2; at < from + 6; at++) if (!isHex(bytes[at] as number)) return MALFORMED;
    return from + 6;
  }

  /** A number, `true`, `false` or `null`. */
  #literal(from: number): number {
    if (from >= this.end) return MALFORMED;
    const byte = this.bytes[from] as number;
    if (byte === MINUS || isDigit(byte)) return this.#number(from);
    const word = WORDS.find((each) => this.#isWord(each, from));
    return word === undefined ? MALFORMED : from + word.length;
  }

  #number(from: number): number {
    const { bytes, end } = this;
    let at = bytes[from] === MINUS ? from + 1 : from;
    // No digit may follow a leading zero.
    if (at < end && bytes[at] === ZERO) at++;
    else at = this.#digits(at);
    if (at !== MALFORMED && at < end && bytes[at] === DOT) at = this.#digits(at + 1);
    if (at === MALFORMED || at >= end || (bytes[at] !== E_LOWER && bytes[at] !== E_UPPER)) return at;
    const sign = at + 1 < end && (bytes[at + 1] === PLUS || bytes[at + 1] === MINUS);
    return this.#digits(sign ? at + 2 : at + 1);
  }

  #digits(from: number): number {
    const { bytes, end } = this;
    let at = from;
    while (at < end && isDigit(bytes[at] as number)) at++;
    return at === from ? MALFORMED : at;
  }

  #isWord(word: Buffer, from: number): boolean {
    if (from + word.length > this.end) return false;
    for (let at = 0; at < word.length; at++) if (this.bytes[from + at] !== word[at]) return false;
    return true;
  }
}

/** From an opening bracket to its closing one, of both kinds. */
const TO_CLOSE = 2;
const NULL = Buffer.from("null");
const WORDS = [NULL, Buffer.from("true"), Buffer.from("false")];
const SHORT_ESCAPES = Buffer.from("\\/bfnrt");

function isDigit(byte: number): boolean {
  return byte >= ZERO && byte <= NINE;
}

function isHex(byte: number): boolean {
  const lower = byte | 0x20;
  return isDigit(byte) || (lower >= 0x61 && lower <= 0x66);
}
