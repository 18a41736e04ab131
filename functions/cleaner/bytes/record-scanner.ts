import { COMMA, CR, LF, QUOTE } from "./ascii.ts";
import { type Cells, UNWANTED, WANTED_JSON } from "./cells.ts";
import { MALFORMED } from "./json-scanner.ts";

/** What was found: a record, an empty line, not enough bytes to tell, or a fault. */
export type Scanned = "record" | "blank" | "incomplete" | "unclosed" | "trailing" | "bare";

/** Must stand behind the bytes, so that the loops need not ask where these end: every one of them stops in it. */
export const SENTINEL = Buffer.of(LF, QUOTE, LF);

/**
 * Finds where a record ends and where its wanted cells are, strictly by RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180),
 * and makes no string of anything. Means just what `Records` and papaparse mean.
 */
export class RecordScanner {
  /** Where the next record starts. */
  next = 0;
  /** Bytes of the record without its line end; where a quote is out of place, the bytes before what gives it away. */
  size = 0;
  /** The record's last column, counted from 0; where there is a fault, the column that has it. */
  column = 0;
  /** Line ends that were passed, inside quotes too. */
  lineEnds = 0;

  /**
   * @param end where the bytes end and `SENTINEL` stands
   * @param isLast whether nothing comes after them
   */
  scan(bytes: Buffer, start: number, end: number, isLast: boolean, cells: Cells): Scanned {
    const { wanted, starts, ends, quoted, ahead } = cells;
    const width = wanted.length;
    ahead.forget();
    let hasQuoted = false;
    let column = 0;
    let at = start;
    for (;;) {
      let from = at;
      let to = at;
      let isQuoted = 0;
      let byte = bytes[at] as number;
      if (byte === QUOTE) {
        isQuoted = 1;
        hasQuoted = true;
        from = at + 1;
        to = column < width && wanted[column] === WANTED_JSON ? ahead.read(bytes, from, end, column) : MALFORMED;
        if (to === MALFORMED) to = closingQuote(bytes, from);
        at = to + 1;
        byte = bytes[at] as number;
        if (at > end) return this.#fault(isLast ? "unclosed" : "incomplete", column, end - start);
        if (byte === CR && at < end) {
          at++;
          if (at === end && !isLast) return "incomplete";
          byte = at < end ? (bytes[at] as number) : CR;
        }
        if (byte !== LF && (byte !== COMMA || bytes[at - 1] === CR)) return this.#fault("trailing", column, at - start);
      } else {
        while (byte !== COMMA && byte !== LF && byte !== QUOTE) byte = bytes[++at] as number;
        if (byte === QUOTE) return this.#fault("bare", column, at - start);
        to = at;
        // A CR in front of the line end is part of it; at the end of the file it is data.
        if (byte === LF && at < end && to > from && bytes[to - 1] === CR) to--;
      }
      if (column < width && wanted[column] !== UNWANTED) {
        starts[column] = from;
        ends[column] = to;
        quoted[column] = isQuoted;
      }
      if (byte === LF) {
        if (at === end && !isLast) return "incomplete";
        this.next = at + 1;
        this.size = to + isQuoted - start;
        this.column = column;
        this.lineEnds = hasQuoted ? countLineEnds(bytes, start, at) + 1 : 1;
        return this.size === 0 ? "blank" : "record";
      }
      column++;
      at++;
    }
  }

  #fault(fault: Scanned, column: number, size: number): Scanned {
    this.column = column;
    this.size = size;
    return fault;
  }
}

/** Where a quoted cell ends: at the first quote that is not doubled. */
function closingQuote(bytes: Buffer, from: number): number {
  let at = from;
  for (;;) {
    while (bytes[at] !== QUOTE) at++;
    if (bytes[at + 1] !== QUOTE) return at;
    at += 2;
  }
}

/** Asked of a whole record, and of Node's own search: to look for line ends at each byte would cost much more. */
function countLineEnds(bytes: Buffer, from: number, to: number): number {
  let count = 0;
  for (let at = bytes.indexOf(LF, from); at !== -1 && at < to; at = bytes.indexOf(LF, at + 1)) count++;
  return count;
}
