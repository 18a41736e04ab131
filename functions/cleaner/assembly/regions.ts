/** Bytes after a region: sixteen bytes are read and copied at a time, and so past the end. */
export const SLACK: usize = 64;
const PAGE: usize = 65536;

/**
 * The regions after all allocated memory: the window, which has the bytes that are being read; the scratch region, for output that is not
 * certain yet; and the lines, which may grow. The scratch region is as large as the window, because not more is written than is read.
 */
export class Regions {
  static window: usize = 0;
  static scratch: usize = 0;
  static lines: usize = 0;
}

/**
 * Places the regions, for a window of so many bytes, the sentinel included. Nothing may be allocated after the first call.
 * @param columns of a record; each may write a bracket and a comma more than it reads
 * @param kept bytes of lines that are still needed
 */
export function layOutRegions(bytes: usize, columns: usize, kept: usize): void {
  if (Regions.window === 0) Regions.window = heap.alloc(0);
  const before = Regions.lines;
  Regions.scratch = Regions.window + bytes + SLACK;
  Regions.lines = Regions.scratch + bytes + 2 * columns + SLACK;
  ensureMemory(Regions.lines + kept);
  if (kept > 0) memory.copy(Regions.lines, before, kept);
}

/** Grows the memory to this end and the slack after it, if need be. */
export function ensureMemory(end: usize): void {
  const has = <usize>memory.size() * PAGE;
  const wanted = end + SLACK;
  if (wanted <= has) return;
  // By an eighth more than needed, so that it seldom grows.
  const pages = (wanted - has + PAGE - 1) / PAGE + <usize>memory.size() / 8;
  if (memory.grow(<i32>pages) < 0) unreachable();
}
