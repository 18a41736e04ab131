import { MINUS, PLUS, SPACE, ZERO } from "./ascii";
import { Column } from "./column";
import { Plan } from "./plan";
import { LastRecord, scan } from "./record-scanner";
import { Unread } from "./unread";

/** In a date, `dddd-dd-dd`: the places with a digit as bits, and the places with a dash. */
const DIGITS: i32 = 0b1101101111;
const DASHES: i32 = 0b0010010000;
const DATE_BYTES: usize = 10;
const LONGEST_TIME: usize = 32;

/**
 * Whether the last record, which is as wide as its header, can have its cells in these columns: it is not a second header, and not
 * shifted. It is called for each record, so it checks only the timestamp if that is a date and a time. A date alone may be the name of a
 * column in a second header; one followed by other text may be a truncated cell that runs into the first name of a second header. So
 * then all cells are checked, and the record is scanned again if some were skipped.
 * @param start of the record @param end of the bytes, and `isLast`, as for `scan`
 */
export function isAligned(start: usize, end: usize, isLast: bool): bool {
  const timestamp = Plan.timestamp;
  if (timestamp !== null) {
    if (isTime(timestamp) || (timestamp.dropBom() && isTime(timestamp))) {
      Unread.maySkip = true;
      return true;
    }
    if (!timestamp.isNull(Plan.nullMarker) && !isDate(timestamp)) return false;
  }
  Unread.maySkip = false;
  if (LastRecord.isPartial) {
    scan(start, end, isLast);
    // The scan has found the cell with its byte order mark again.
    if (timestamp !== null) timestamp.dropBom();
  }
  return hasNoHeaderName();
}

/** Whether the cell is a date and a time. */
function isTime(cell: Column): bool {
  const length = cell.to - cell.from;
  if (length <= DATE_BYTES || length > LONGEST_TIME || !isDate(cell)) return false;
  const start = <u32>i8x16.bitmask(ofTimes(v128.load(cell.from)));
  const found = start | ((<u32>i8x16.bitmask(ofTimes(v128.load(cell.from, 16)))) << 16);
  return ctz(~found) >= <u32>length;
}

/** The characters of times: digits and `:`, `+` to `.`, a space, T and Z. */
function ofTimes(bytes: v128): v128 {
  const digits = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(ZERO)), i8x16.splat(11));
  const signs = i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(PLUS)), i8x16.splat(4));
  const letters = v128.or(i8x16.eq(bytes, i8x16.splat(0x54)), i8x16.eq(bytes, i8x16.splat(0x5a)));
  return v128.or(v128.or(digits, signs), v128.or(letters, i8x16.eq(bytes, i8x16.splat(SPACE))));
}

function isDate(cell: Column): bool {
  if (cell.to - cell.from < DATE_BYTES) return false;
  const bytes = v128.load(cell.from);
  const digits = i8x16.bitmask(i8x16.lt_u(i8x16.sub(bytes, i8x16.splat(ZERO)), i8x16.splat(10)));
  const dashes = i8x16.bitmask(i8x16.eq(bytes, i8x16.splat(MINUS)));
  return (digits & DIGITS) === DIGITS && (dashes & DASHES) === DASHES;
}

/** Whether no cell is the key's name, and no key is a name of the header. Slow; called only if the timestamp does not decide. */
function hasNoHeaderName(): bool {
  const columns = Plan.columns;
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index];
    for (let name = 0; name < Plan.keyNames.length; name++)
      if (column.equalsWithoutBom(Plan.keyNames[name])) return false;
    for (let key = 0; key < Plan.keys.length; key++) if (isName(Plan.keys[key], column)) return false;
  }
  return true;
}

/** Whether the key is the name of a column. A null key is not a name. */
function isName(key: Column, column: Column): bool {
  return key.equalsWithoutBom(column.name) && !key.isNullWithoutBom(Plan.nullMarker);
}
