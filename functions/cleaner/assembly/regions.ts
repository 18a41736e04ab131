/** Reading and copying goes by sixteen bytes, and so past the end of what is meant. */
export const SLACK: usize = 64;
const PAGE: usize = 65536;

/**
 * What lies behind all that was allocated: the window, which is the bytes that are being read; room to set aside what is not
 * certain yet, for no more is written than is read; and the lines, which may grow.
 */
export class Regions {
  static window: usize = 0;
  static aside: usize = 0;
  static lines: usize = 0;
}

/**
 * Makes room for a window of so many bytes, the sentinel included. Nothing may be allocated from now on.
 * @param kept bytes of lines that are still needed
 * @param columns of a record; each may write a bracket and a comma more than it reads
 */
export function layOut(bytes: usize, columns: usize, kept: usize): void {
  if (Regions.window === 0) Regions.window = heap.alloc(0);
  const before = Regions.lines;
  Regions.aside = Regions.window + bytes + SLACK;
  Regions.lines = Regions.aside + bytes + 2 * columns + SLACK;
  haveRoom(Regions.lines + kept);
  if (kept > 0) memory.copy(Regions.lines, before, kept);
}

/** Has the memory reach so far, and the slack behind it. */
export function haveRoom(end: usize): void {
  const has = <usize>memory.size() * PAGE;
  const wanted = end + SLACK;
  if (wanted <= has) return;
  // More than is asked for, so that it is not asked for often.
  const pages = (wanted - has + PAGE - 1) / PAGE + <usize>memory.size() / 8;
  if (memory.grow(<i32>pages) < 0) unreachable();
}
