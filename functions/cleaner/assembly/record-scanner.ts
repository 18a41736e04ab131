import { COMMA, CR, LF, QUOTE } from "./ascii";
import { Column } from "./column";
import { cellEnd, closingQuote, countLineEnds } from "./find";
import { Projected, Projection, project } from "./json-projector";
import { MALFORMED } from "./json-text";
import { Output } from "./output";
import { Plan } from "./plan";
import { Status } from "./status";
import { FEWEST, skipCells, Unread } from "./unread";

/** The last record that `scan` found. */
export class LastRecord {
  /** Where the next one starts. */
  static next: usize = 0;
  /** Bytes without the line end; if a quote is out of place, the bytes before the place where that is noticed. */
  static size: usize = 0;
  /** Its last column, counted from 0; if it has a fault, the column with the fault. */
  static column: i32 = 0;
  /** The number of its line ends, inside quotes too. */
  static lineEnds: i32 = 0;
  /** Whether cells that are not read may have been skipped, so that their columns may have those of an older record. */
  static isPartial: bool = false;
}

/**
 * Finds the end of a record and its cells, strictly by RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180). The bytes must be followed by a
 * line end, a quote and a line end: every loop stops there, so that no loop needs to check for the end of the bytes.
 * @param isLast whether these are the last bytes of the file
 */
export function scan(start: usize, end: usize, isLast: bool): Status {
  Output.toScratch();
  LastRecord.isPartial = Unread.maySkip && Plan.hasUnread;
  const status = find(start, end, isLast);
  Output.toLines();
  return status;
}

function find(start: usize, end: usize, isLast: bool): Status {
  const columns = Plan.columns;
  const width = columns.length;
  const skips = LastRecord.isPartial;
  let hasQuoted = false;
  let index = 0;
  let at = start;
  while (true) {
    const column = index < width ? unchecked(columns[index]) : null;
    let from = at;
    let to = at;
    const isQuoted = load<u8>(at) === QUOTE;
    let byte: u8 = 0;
    if (isQuoted) {
      hasQuoted = true;
      from = at + 1;
      to = column !== null && column.isAhead ? ahead(column, from, end) : MALFORMED;
      const isKnown = to !== MALFORMED;
      if (!isKnown) to = closingQuote(from);
      if (column !== null) column.found = isKnown ? Projection.result : Projected.Unknown;
      at = to + 1;
      if (at > end) return fault(isLast ? Status.Unclosed : Status.Incomplete, index, end - start);
      byte = load<u8>(at);
      if (byte === CR && at < end) {
        at++;
        if (at === end && !isLast) return Status.Incomplete;
        byte = at < end ? load<u8>(at) : CR;
      }
      if (byte !== LF && (byte !== COMMA || load<u8>(at - 1) === CR)) return fault(Status.Trailing, index, at - start);
    } else {
      if (skips && column !== null && column.unread >= FEWEST) {
        at = skipCells(at, column.unread);
        if (Unread.skipped > 0) {
          index += Unread.skipped;
          continue;
        }
      }
      at = cellEnd(at);
      byte = load<u8>(at);
      if (byte === QUOTE) return fault(Status.Bare, index, at - start);
      to = at;
      // A CR before the LF is part of the line end; at the end of the file it is data.
      if (byte === LF && at < end && to > from && load<u8>(to - 1) === CR) to--;
      if (column !== null) column.found = Projected.Unknown;
    }
    if (column !== null) {
      column.from = from;
      column.to = to;
      column.isQuoted = isQuoted;
    }
    if (byte === LF) {
      if (at === end && !isLast) return Status.Incomplete;
      LastRecord.next = at + 1;
      LastRecord.size = to + (isQuoted ? 1 : 0) - start;
      LastRecord.column = index;
      LastRecord.lineEnds = hasQuoted ? countLineEnds(start, at) + 1 : 1;
      return LastRecord.size === 0 ? Status.Blank : Status.Record;
    }
    index++;
    at++;
  }
}

/**
 * Projects a quoted JSON cell to find its end, so that its bytes are read once instead of twice.
 * @returns the closing quote; or MALFORMED, which may only mean that the cell is incomplete
 */
function ahead(column: Column, from: usize, limit: usize): usize {
  const before = Output.at;
  const end = project(from, limit, true, column.rule);
  if (end === MALFORMED) return MALFORMED;
  if (end >= limit || load<u8>(end) !== QUOTE || load<u8>(end + 1) === QUOTE) {
    Output.at = before;
    return MALFORMED;
  }
  column.counts.copy(Projection.counts);
  column.scratchFrom = before;
  column.scratchTo = Output.at;
  return end;
}

function fault(status: Status, column: i32, size: usize): Status {
  LastRecord.column = column;
  LastRecord.size = size;
  return status;
}
