/** Bytes at a fixed address, such as a name. The caller writes them once; they are only read here. */
export class Bytes {
  constructor(
    readonly at: usize,
    readonly length: usize,
  ) {}

  /** With slack after them, because a reader of eight bytes at a time reads past their end. */
  static allocate(length: usize): Bytes {
    return new Bytes(heap.alloc(length + 8), length);
  }

  equal(from: usize, length: usize): bool {
    if (this.length !== length) return false;
    let at: usize = 0;
    for (; at + 8 <= length; at += 8) if (load<u64>(this.at + at) !== load<u64>(from + at)) return false;
    // The bytes after the end are read too, and shifted out.
    return at === length || (load<u64>(this.at + at) ^ load<u64>(from + at)) << (8 * (8 - <u64>(length - at))) === 0;
  }
}
