import { Output } from "./output";

const BYTES: usize = 8;
const ABSENT: u32 = u32.MAX_VALUE;

/**
 * Where the members of the objects that are open were written, start and end for each listed key: a listed key twice is
 * noticed, and members go into the order of the mask, where the document had another.
 */
export class Spans {
  private static first: usize = 0;
  private static used: usize = 0;

  /** Room for the deepest chain of masks, before anything is read. */
  static allocate(count: i32): void {
    Spans.first = heap.alloc(<usize>count * BYTES);
  }

  static reset(): void {
    Spans.used = Spans.first;
  }

  /** Of an object with so many listed keys. */
  static open(count: i32): usize {
    const spans = Spans.used;
    Spans.used += <usize>count * BYTES;
    memory.fill(spans, 0xff, <usize>count * BYTES);
    return spans;
  }

  static isTaken(spans: usize, place: i32): bool {
    return load<u32>(spans + <usize>place * BYTES) !== ABSENT;
  }

  static set(spans: usize, place: i32, from: usize, to: usize): void {
    const span = spans + <usize>place * BYTES;
    store<u32>(span, from);
    store<u32>(span, to, 4);
  }

  /** Ends the object whose members were written from `start` on. */
  static close(spans: usize, start: usize): void {
    const end = Spans.used;
    Spans.used = spans;
    let last: u32 = 0;
    let isOrdered = true;
    for (let span = spans; span < end; span += BYTES) {
      const from = load<u32>(span);
      if (from === ABSENT) continue;
      if (from < last) isOrdered = false;
      last = from;
    }
    if (!isOrdered) reorder(spans, end, start);
  }
}

function reorder(spans: usize, end: usize, start: usize): void {
  const members = Output.moveAway(start);
  for (let span = spans; span < end; span += BYTES) {
    const from = load<u32>(span);
    if (from !== ABSENT) Output.copy(members + from - start, <usize>load<u32>(span, 4) - from);
  }
}
