import { Output } from "./output";

const BYTES: usize = 12;

/**
 * A stack of the members of all open objects: each member's place in the mask, and the start and end of its output. If a document has its
 * keys in another order than the mask, the members are moved into the order of the mask.
 */
export class Spans {
  private static first: usize = 0;
  private static used: usize = 0;

  /** Allocates entries for the largest chain of masks; called before anything is read. */
  static allocate(count: i32): void {
    Spans.first = heap.alloc(<usize>count * BYTES);
  }

  static reset(): void {
    Spans.used = Spans.first;
  }

  /** Starts an object. */
  static open(): usize {
    return Spans.used;
  }

  static add(place: u32, from: usize, to: usize): void {
    store<u32>(Spans.used, place);
    store<u32>(Spans.used, from, 4);
    store<u32>(Spans.used, to, 8);
    Spans.used += BYTES;
  }

  /** Ends the object whose members were written after `start`. */
  static close(spans: usize, start: usize): void {
    const end = Spans.used;
    Spans.used = spans;
    for (let span = spans + BYTES; span < end; span += BYTES) {
      if (load<u32>(span) > load<u32>(span - BYTES)) continue;
      reorder(spans, end, start);
      return;
    }
  }
}

function reorder(spans: usize, end: usize, start: usize): void {
  const members = Output.moveAway(start);
  sort(spans, (end - spans) / BYTES);
  for (let span = spans; span < end; span += BYTES) {
    const from = load<u32>(span, 4);
    Output.copy(members + from - start, <usize>load<u32>(span, 8) - from);
  }
}

/** Sorts by place: a shellsort, so that the time for an object of thousands of members does not grow quadratically. */
function sort(spans: usize, count: usize): void {
  for (let gap = count >> 1; gap > 0; gap = gap === 2 ? 1 : (gap * 5) / 11) {
    for (let index = gap; index < count; index++) {
      let at = spans + index * BYTES;
      const place = load<u32>(at);
      const from = load<u32>(at, 4);
      const to = load<u32>(at, 8);
      while (at >= spans + gap * BYTES && load<u32>(at - gap * BYTES) > place) {
        memory.copy(at, at - gap * BYTES, BYTES);
        at -= gap * BYTES;
      }
      store<u32>(at, place);
      store<u32>(at, from, 4);
      store<u32>(at, to, 8);
    }
  }
}
