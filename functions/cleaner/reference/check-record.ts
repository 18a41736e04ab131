import type { Layout } from "../layout.ts";

const BOM = "\uFEFF";
const DATE = /^\d{4}-\d\d-\d\d/;
/** A date, and nothing behind it that no time has. */
const TIME = /^\d{4}-\d\d-\d\d[-+,.:\d TZ]{0,22}$/;

/** A record's cells without the byte order mark that stands before a file, which this one was joined to. */
export function withoutBom(cells: readonly string[]): readonly string[] {
  const [first = "", ...others] = cells;
  return first.startsWith(BOM) ? [first.slice(BOM.length), ...others] : cells;
}

/**
 * Whether the cells of a record that is as wide as its header can stand under these names: it is no other header, and not shifted. What
 * begins like a date and goes on like none may be a cell that was cut off, with the first name of another header right behind it.
 */
export function isAligned(cells: readonly string[], layout: Layout, nullMarker: string): boolean {
  const isNull = (text: string | undefined) => text === "" || text === nullMarker;
  const time = layout.timestamp === undefined ? "" : (cells[layout.timestamp] as string);
  if (TIME.test(time)) return true;
  if (!isNull(time) && !DATE.test(time)) return false;
  if (cells.some((text) => layout.keyNames.includes(text))) return false;
  return layout.keys.every((index) => isNull(cells[index]) || !layout.header.includes(cells[index] as string));
}
