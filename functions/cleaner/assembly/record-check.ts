import { MINUS, PLUS, SPACE, ZERO } from "./ascii";
import { Column } from "./column";
import { Plan } from "./plan";

/** Of `dddd-dd-dd`, bits of the places that have a digit, and of those that have a dash. */
const DIGITS: i32 = 0b1101101111;
const DASHES: i32 = 0b0010010000;
const DATE_BYTES: usize = 10;
const LONGEST_TIME: usize = 32;

/**
 * Whether the cells of the record that was found last, as wide as its header, can stand under these names: it is no other header, and
 * not shifted. Asked of each record, so it looks at the timestamp alone wherever that is one. What begins like a date and goes on like
 * none may be a cell that was cut off, with the first name of another header right behind it.
 */
export function isAligned(): bool {
  const timestamp = Plan.timestamp;
  if (timestamp !== null) {
    if (isTime(timestamp) || (timestamp.dropBom() && isTime(timestamp))) return true;
    if (!timestamp.isNull(Plan.nullMarker) && !isDate(timestamp)) return false;
  }
  return hasNoHeaderName();
}

/** A date, and nothing behind it that no time has. */
function isTime(cell: Column): bool {
  const length = cell.to - cell.from;
  if (length > LONGEST_TIME || !isDate(cell)) return false;
  const start = <u32>i8x16.bitmask(ofTimes(v128.load(cell.from)));
  const found = start | ((<u32>i8x16.bitmask(ofTimes(v128.load(cell.from, 16)))) << 16);
  return ctz(~found) >= <u32>length;
}

/** Digits and `:`, `+` to `.`, a space, T and Z. */
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

/** Slow, and asked only where there is no timestamp: no cell is the key's name, and no key is a name of the header. */
function hasNoHeaderName(): bool {
  const columns = Plan.columns;
  for (let index = 0; index < columns.length; index++) {
    const column = columns[index];
    for (let name = 0; name < Plan.keyNames.length; name++) if (column.isBare(Plan.keyNames[name])) return false;
    for (let key = 0; key < Plan.keys.length; key++) if (isName(Plan.keys[key], column)) return false;
  }
  return true;
}

/** A key that is null is no name. */
function isName(key: Column, column: Column): bool {
  return key.isBare(column.name) && !key.isBareNull(Plan.nullMarker);
}
