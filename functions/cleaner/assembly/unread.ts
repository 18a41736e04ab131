import { COMMA, LF, QUOTE } from "./ascii";
import { Plan } from "./plan";

/** The fewest columns side by side that are skipped; for fewer, a cell at a time is as fast. */
export const FEWEST: i32 = 8;

/** Cells that nobody reads are skipped by counting commas. */
export class Unread {
  /** Whether to skip them: not if the last record's check needed all cells, because then the next one's may too. */
  static maySkip: bool = true;
  /** The number of cells that `skipCells` passed. */
  static skipped: i32 = 0;
}

/** Completes the plan: how many columns side by side are not read. */
export function findUnread(): void {
  const columns = Plan.columns;
  let count = 0;
  for (let index = columns.length - 1; index >= 0; index--) {
    const column = columns[index];
    // The first may be `Op`, and may start with a byte order mark.
    count = column.isRead || index === 0 ? 0 : count + 1;
    column.unread = count;
    if (count >= FEWEST) Plan.hasUnread = true;
  }
}

/**
 * Passes up to `count` cells, but none with a quote or a line end: those are left to the scanner, which checks them.
 * @returns where the next cell starts
 */
export function skipCells(from: usize, count: i32): usize {
  let cell = from;
  let left = count;
  let at = from;
  while (true) {
    const bytes = v128.load(at);
    const stops = i8x16.bitmask(v128.or(is(bytes, QUOTE), is(bytes, LF)));
    let commas = i8x16.bitmask(is(bytes, COMMA));
    // Only those before the first stop.
    if (stops !== 0) commas &= (stops & -stops) - 1;
    const found = popcnt(commas);
    if (found >= left) {
      for (; left > 1; left--) commas &= commas - 1;
      Unread.skipped = count;
      return at + ctz(commas) + 1;
    }
    left -= found;
    if (found > 0) cell = at + 32 - clz(commas);
    if (stops !== 0) {
      Unread.skipped = count - left;
      return cell;
    }
    at += 16;
  }
}

function is(bytes: v128, byte: u8): v128 {
  return i8x16.eq(bytes, i8x16.splat(byte));
}
