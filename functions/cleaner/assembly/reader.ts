import { Column } from "./column";
import { Plan } from "./plan";
import { isAligned } from "./record-check";
import { Found, scan } from "./record-scanner";
import { Row, writeRow } from "./row-writer";
import { Status } from "./status";

const INSERT: u8 = 0x49;
const UPDATE: u8 = 0x55;
const DELETE: u8 = 0x44;

/** How far a file was read. */
export class Reader {
  /** The line of the file on which the record starts that is being read; the header's is 1. A float, for it may be any. */
  static line: f64 = 1;
  /** Where it starts in the window. */
  static start: usize = 0;
  static rows: f64 = 0;
  static deletes: f64 = 0;
  /** Rows, and deletes, that landed without a key. */
  static keyless: f64 = 0;
  static keylessDeletes: f64 = 0;
  static scalars: f64 = 0;
  /** Halves of a character that became U+FFFD. */
  static replaced: f64 = 0;
}

/**
 * Reads records and writes their lines, up to the first that is not whole or has a fault; `Reader.start` is where that one starts.
 * @param largest bytes that a record may have
 */
export function readAll(from: usize, end: usize, isLast: bool, largest: usize): Status {
  Found.next = from;
  while (Found.next < end) {
    Reader.start = Found.next;
    const found = scan(Reader.start, end, isLast);
    if (found !== Status.Record && found !== Status.Blank) return found;
    if (found === Status.Record) {
      const fault = Found.size > largest ? Status.TooLarge : writeFound();
      if (fault !== Status.Record) return fault;
    }
    Reader.line += Found.lineEnds;
  }
  return Status.Incomplete;
}

/** Writes the line of the record that was found last; `Record` where there is nothing wrong with it. */
function writeFound(): Status {
  if (Found.column + 1 !== Plan.columns.length) return Status.Width;
  if (!isAligned()) return Status.Misaligned;
  const op = Plan.hasOp ? opIn(Plan.columns[0]) : INSERT;
  if (!isOp(op)) return Status.OpUnknown;
  writeRow(op === DELETE ? Plan.deleteFields : Plan.fields);
  count(op === DELETE);
  return Status.Record;
}

function opIn(column: Column): u8 {
  const op = column.only();
  return isOp(op) || !column.dropBom() ? op : column.only();
}

function isOp(op: u8): bool {
  return op === INSERT || op === UPDATE || op === DELETE;
}

function count(isDelete: bool): void {
  Reader.rows++;
  if (isDelete) Reader.deletes++;
  if (!Row.counts.hasKey) {
    if (isDelete) Reader.keylessDeletes++;
    else Reader.keyless++;
  }
  Reader.scalars += Row.counts.scalars;
  Reader.replaced += Row.counts.replaced;
}
