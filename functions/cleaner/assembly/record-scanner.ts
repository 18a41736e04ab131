import { COMMA, CR, LF, QUOTE } from "./ascii";
import { Column } from "./column";
import { cellEnd, closingQuote, countLineEnds } from "./find";
import { Projected, Projection, project } from "./json-projector";
import { MALFORMED } from "./json-text";
import { Output } from "./output";
import { Plan } from "./plan";
import { Status } from "./status";

/** The record that was found last. */
export class Found {
  /** Where the next one starts. */
  static next: usize = 0;
  /** Bytes without the line end; where a quote is out of place, the bytes before what gives it away. */
  static size: usize = 0;
  /** Its last column, counted from 0; where there is a fault, the column that has it. */
  static column: i32 = 0;
  /** Line ends that were passed, inside quotes too. */
  static lineEnds: i32 = 0;
}

/**
 * Finds where a record ends and where its cells are, strictly by RFC 4180 (https://www.rfc-editor.org/rfc/rfc4180).
 * Behind the bytes stand a line end, a quote and a line end, so that the loops need not ask where the bytes end: every one
 * of them stops there.
 * @param isLast whether nothing comes behind them
 */
export function scan(start: usize, end: usize, isLast: bool): Status {
  Output.setAside();
  const status = find(start, end, isLast);
  Output.resume();
  return status;
}

function find(start: usize, end: usize, isLast: bool): Status {
  const columns = Plan.columns;
  const width = columns.length;
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
      at = cellEnd(at);
      byte = load<u8>(at);
      if (byte === QUOTE) return fault(Status.Bare, index, at - start);
      to = at;
      // A CR in front of the line end is part of it; at the end of the file it is data.
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
      Found.next = at + 1;
      Found.size = to + (isQuoted ? 1 : 0) - start;
      Found.column = index;
      Found.lineEnds = hasQuoted ? countLineEnds(start, at) + 1 : 1;
      return Found.size === 0 ? Status.Blank : Status.Record;
    }
    index++;
    at++;
  }
}

/**
 * Projects a quoted JSON cell while its end is looked for, so that its bytes are passed once and not twice.
 * @returns where the closing quote is; or MALFORMED, which may only mean that the cell is not whole
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
  column.asideFrom = before;
  column.asideTo = Output.at;
  return end;
}

function fault(status: Status, column: i32, size: usize): Status {
  Found.column = column;
  Found.size = size;
  return status;
}
