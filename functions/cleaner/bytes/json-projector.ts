import {
  BACKSLASH,
  CLOSE_ARRAY,
  CLOSE_OBJECT,
  COMMA,
  isSpace,
  OPEN_ARRAY,
  OPEN_OBJECT,
  PLAIN_IN_STRING,
  QUOTE,
} from "./ascii.ts";
import { JsonScanner, MALFORMED, MAX_JSON_DEPTH } from "./json-scanner.ts";
import type { KeyTable } from "./key-table.ts";
import type { Output } from "./output.ts";

/** What became of a JSON cell. `nothing`: valid, but none of it may pass. */
export type Projected = "written" | "nothing" | "null" | "malformed";

/** Writes the listed parts of JSON cells, from bytes to bytes: no object is built, no number is read. */
export class JsonProjector {
  readonly #scanner = new JsonScanner();
  readonly #out: Output;
  /** Where the members of the objects that are open were written: start and end for each listed key. */
  #spans = new Int32Array(1024);
  #spansUsed = 0;
  #before = 0;
  projected: Projected = "nothing";

  constructor(out: Output) {
    this.#out = out;
  }

  /**
   * @param doubled whether the cell was quoted, so that each quote in it is doubled
   * @param rule `true` keeps the value whole
   */
  project(bytes: Buffer, from: number, to: number, doubled: boolean, rule: true | KeyTable): Projected {
    return this.projectPrefix(bytes, from, to, doubled, rule) === to ? this.projected : this.#undo();
  }

  /**
   * Projects a cell whose end is not known yet; what became of it is in `projected`.
   * @param limit where the text ends at the latest
   * @returns where it ends, with the white space behind it; or MALFORMED, and nothing was written
   */
  projectPrefix(bytes: Buffer, from: number, limit: number, doubled: boolean, rule: true | KeyTable): number {
    const scanner = this.#scanner;
    const out = this.#out;
    this.#before = out.length;
    // No more is written than is read, but for the first bracket and the comma in front.
    out.reserve(limit - from + 2);
    scanner.read(bytes, limit, doubled ? 2 : 1);
    this.#spansUsed = 0;
    const start = scanner.space(from);
    const isNull = scanner.isNull(start);
    const end = isNull ? start + 4 : this.#value(start, rule, 0);
    if (end === MALFORMED) {
      this.#undo();
      return MALFORMED;
    }
    this.projected = isNull ? "null" : out.length === this.#before ? "nothing" : "written";
    return scanner.space(end);
  }

  #undo(): "malformed" {
    this.#out.length = this.#before;
    return "malformed";
  }

  #value(from: number, rule: true | KeyTable, depth: number): number {
    if (rule === true) return this.#whole(from, depth);
    const { bytes, end } = this.#scanner;
    const byte = from < end ? bytes[from] : 0;
    if (byte === OPEN_OBJECT && depth < MAX_JSON_DEPTH) return this.#object(from, rule, depth + 1);
    if (byte === OPEN_ARRAY && depth < MAX_JSON_DEPTH) return this.#array(from, rule, depth + 1);
    return this.#scanner.value(from, depth);
  }

  /** Elements that are neither object nor array write nothing, and so are dropped. */
  #array(from: number, rule: KeyTable, depth: number): number {
    const scanner = this.#scanner;
    const out = this.#out;
    const start = out.length;
    let at = scanner.space(from + 1);
    if (at < scanner.end && scanner.bytes[at] === CLOSE_ARRAY) return this.#close(start, OPEN_ARRAY, CLOSE_ARRAY, at);
    for (;;) {
      const before = out.length;
      out.push(COMMA);
      at = this.#value(at, rule, depth);
      if (at === MALFORMED) return MALFORMED;
      if (out.length === before + 1) out.length = before;
      at = scanner.space(at);
      const byte = at < scanner.end ? scanner.bytes[at] : 0;
      if (byte === CLOSE_ARRAY) return this.#close(start, OPEN_ARRAY, CLOSE_ARRAY, at);
      if (byte !== COMMA) return MALFORMED;
      at = scanner.space(at + 1);
    }
  }

  #object(from: number, table: KeyTable, depth: number): number {
    const scanner = this.#scanner;
    const start = this.#out.length;
    const spans = this.#openSpans(table.names.length);
    let at = scanner.space(from + 1);
    let isEnd = at < scanner.end && scanner.bytes[at] === CLOSE_OBJECT;
    while (!isEnd) {
      at = this.#member(at, table, spans, depth);
      if (at === MALFORMED) return MALFORMED;
      at = scanner.space(at);
      const byte = at < scanner.end ? scanner.bytes[at] : 0;
      isEnd = byte === CLOSE_OBJECT;
      if (!isEnd && byte !== COMMA) return MALFORMED;
      if (!isEnd) at = scanner.space(at + 1);
    }
    this.#inOrder(start, table.names.length, spans);
    this.#spansUsed = spans;
    return this.#close(start, OPEN_OBJECT, CLOSE_OBJECT, at);
  }

  #member(from: number, table: KeyTable, spans: number, depth: number): number {
    const scanner = this.#scanner;
    const out = this.#out;
    const at = scanner.key(from);
    if (at === MALFORMED) return MALFORMED;
    const place = this.#find(table);
    if (place === -1) return scanner.bytes[at] === QUOTE ? scanner.string(at) : scanner.value(at, depth);
    const span = spans + 2 * place;
    // Which of the two was meant can't be known.
    if (this.#spans[span] !== ABSENT) return MALFORMED;
    const before = out.length;
    this.#spans[span] = before;
    let end = at;
    if (scanner.isNull(at)) end = at + 4;
    else {
      const prefix = table.prefixes[place] as Buffer;
      out.append(prefix, 0, prefix.length);
      const valueStart = out.length;
      end = this.#value(at, table.rules[place] as true | KeyTable, depth);
      if (out.length === valueStart) out.length = before;
    }
    this.#spans[span + 1] = out.length;
    return end;
  }

  /** The place of the key that the scanner has just read. */
  #find(table: KeyTable): number {
    const { bytes, keyFrom, keyTo, quoteWidth, escaped } = this.#scanner;
    if (!escaped) return table.find(bytes, keyFrom, keyTo);
    const written = bytes.toString("utf8", keyFrom, keyTo);
    const text = quoteWidth === 2 ? written.replaceAll('""', '"') : written;
    return table.names.indexOf(JSON.parse(`"${text}"`) as string);
  }

  /** The value as it was written, less the white space. */
  #whole(from: number, depth: number): number {
    const scanner = this.#scanner;
    const { bytes, quoteWidth } = scanner;
    const plainEnd = this.#plainString(from);
    if (plainEnd !== MALFORMED) return plainEnd;
    const end = scanner.value(from, depth);
    if (end !== MALFORMED) copyCompact(bytes, from, end, quoteWidth === 2, this.#out);
    return end;
  }

  /** What most values are, copied while it is read; MALFORMED where it is another value, or has a backslash. */
  #plainString(from: number): number {
    const { bytes, quoteWidth, end } = this.#scanner;
    const first = from + quoteWidth;
    if (bytes[from] !== QUOTE || bytes[first - 1] !== QUOTE) return MALFORMED;
    const target = this.#out.bytes;
    let { length } = this.#out;
    let at = first;
    let byte = bytes[at] as number;
    target[length++] = QUOTE;
    while (PLAIN_IN_STRING[byte] === 1) {
      target[length++] = byte;
      byte = bytes[++at] as number;
    }
    if (byte !== QUOTE || bytes[at + quoteWidth - 1] !== QUOTE || at >= end) return MALFORMED;
    target[length++] = QUOTE;
    this.#out.length = length;
    return at + quoteWidth;
  }

  #openSpans(count: number): number {
    const start = this.#spansUsed;
    this.#spansUsed += 2 * count;
    if (this.#spansUsed > this.#spans.length) {
      const larger = new Int32Array(2 * this.#spansUsed);
      larger.set(this.#spans);
      this.#spans = larger;
    }
    this.#spans.fill(ABSENT, start, this.#spansUsed);
    return start;
  }

  /** Puts the members into the order of the mask, where the document had another. */
  #inOrder(start: number, count: number, spans: number): void {
    const all = this.#spans;
    let last = start;
    let isOrdered = true;
    for (let at = spans; at < spans + 2 * count; at += 2) {
      const from = all[at] as number;
      if (from === ABSENT) continue;
      if (from < last) isOrdered = false;
      last = from;
    }
    if (isOrdered) return;
    const out = this.#out;
    const members = Buffer.from(out.bytes.subarray(start, out.length));
    out.length = start;
    for (let at = spans; at < spans + 2 * count; at += 2) {
      const from = all[at] as number;
      if (from !== ABSENT) out.append(members, from - start, (all[at + 1] as number) - start);
    }
  }

  /** The first member was written with a comma in front, which makes room for the bracket. */
  #close(start: number, open: number, close: number, at: number): number {
    const out = this.#out;
    if (out.length === start) out.push(open);
    else out.bytes[start] = open;
    out.push(close);
    return at + 1;
  }
}

const ABSENT = -1;

function copyCompact(bytes: Buffer, from: number, to: number, doubled: boolean, out: Output): void {
  const target = out.bytes;
  let { length } = out;
  let inString = false;
  for (let at = from; at < to; at++) {
    const byte = bytes[at] as number;
    if (!inString && isSpace(byte)) continue;
    target[length++] = byte;
    if (byte === BACKSLASH) target[length++] = bytes[++at] as number;
    else if (byte === QUOTE) inString = !inString;
    if (bytes[at] === QUOTE && doubled) at++;
  }
  out.length = length;
}
