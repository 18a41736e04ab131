import { Column } from "./column";
import { Plan } from "./plan";
import { isAligned } from "./record-check";
import { LastRecord, scan } from "./record-scanner";
import { Row, writeRow } from "./row-writer";
import { Status } from "./status";

const INSERT: u8 = 0x49;
const UPDATE: u8 = 0x55;
const DELETE: u8 = 0x44;

/** The progress of reading, and the counts. */
export class Reader {
  /** The line of the file on which the current record starts; the first is 1. A float, because 32 bits may be too few. */
  static line: f64 = 1;
  /** Where it starts in the window. */
  static start: usize = 0;
  static rows: f64 = 0;
  static deletes: f64 = 0;
  /** Rows, and deletes, without a key. */
  static keyless: f64 = 0;
  static keylessDeletes: f64 = 0;
  static scalars: f64 = 0;
  /** Lone surrogates that became U+FFFD. */
  static replaced: f64 = 0;
}

/**
 * Reads records and writes their lines, up to the first record that is incomplete or has a fault; `Reader.start` is its start.
 * @param largest most bytes that a record may have
 */
export function readAll(from: usize, end: usize, isLast: bool, largest: usize): Status {
  LastRecord.next = from;
  while (LastRecord.next < end) {
    Reader.start = LastRecord.next;
    const found = scan(Reader.start, end, isLast);
    if (found !== Status.Record && found !== Status.Blank) return found;
    if (found === Status.Record) {
      const fault = LastRecord.size > largest ? Status.TooLarge : writeRecord(end, isLast);
      if (fault !== Status.Record) return fault;
    }
    Reader.line += LastRecord.lineEnds;
  }
  return Status.Incomplete;
}

/** Checks the last record and writes its line. @returns `Record` if nothing is wrong with it */
function writeRecord(end: usize, isLast: bool): Status {
  if (LastRecord.column + 1 !== Plan.columns.length) return Status.Width;
  if (!isAligned(Reader.start, end, isLast)) return Status.Misaligned;
  const op = Plan.hasOp ? opIn(Plan.columns[0]) : INSERT;
  if (!isOp(op)) return Status.OpUnknown;
  writeRow(op === DELETE ? Plan.deleteFields : Plan.fields);
  count(op === DELETE);
  return Status.Record;
}

function opIn(column: Column): u8 {
  const op = column.singleByte();
  return isOp(op) || !column.dropBom() ? op : column.singleByte();
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
