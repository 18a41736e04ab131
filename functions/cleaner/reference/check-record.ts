import type { Layout } from "../layout.ts";

const BOM = "\uFEFF";
const DATE = /^\d{4}-\d\d-\d\d/;
/** A date and a time. */
const TIME = /^\d{4}-\d\d-\d\d[-+,.:\d TZ]{1,22}$/;

/** A record's cells without a byte order mark, which is in the middle of a file if two files were joined. */
export function withoutBom(cells: readonly string[]): readonly string[] {
  const [first = "", ...others] = cells;
  return first.startsWith(BOM) ? [first.slice(BOM.length), ...others] : cells;
}

/**
 * Whether a record that is as wide as its header can have its cells in these columns: it is not a second header, and not shifted. A
 * date alone may be the name of a column in a second header; one followed by other text may be a truncated cell that runs into the first
 * name of a second header. So then all cells are checked.
 */
export function isAligned(cells: readonly string[], layout: Layout, nullMarker: string): boolean {
  const isNull = (text: string | undefined) => text === "" || text === nullMarker;
  const time = layout.timestamp === undefined ? "" : (cells[layout.timestamp] as string);
  if (TIME.test(time)) return true;
  if (!isNull(time) && !DATE.test(time)) return false;
  if (cells.some((text) => layout.keyNames.includes(text))) return false;
  return layout.keys.every((index) => isNull(cells[index]) || !layout.header.includes(cells[index] as string));
}
