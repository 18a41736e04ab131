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
    for (let index: usize = 0; index < length; index++) {
      if (load<u8>(this.at + index) !== load<u8>(from + index)) return false;
    }
    return true;
  }
}
