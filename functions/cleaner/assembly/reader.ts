import { Plan } from "./plan";
import { Found, scan } from "./record-scanner";
import { writeRow } from "./row-writer";
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
  for (let index = 0; index < Plan.witnesses.length; index++) {
    const witness = unchecked(Plan.witnesses[index]);
    if (witness.column.is(witness.name)) return Status.HeaderRepeated;
  }
  const op = Plan.hasOp ? Plan.columns[0].only() : INSERT;
  if (op !== INSERT && op !== UPDATE && op !== DELETE) return Status.OpUnknown;
  Reader.rows++;
  if (op === DELETE) Reader.deletes++;
  writeRow(op === DELETE ? Plan.deleteFields : Plan.fields);
  return Status.Record;
}
