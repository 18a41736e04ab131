import { INPUT, INPUT_BYTES } from "./regions";

/**
 * The compressed bytes, bit by bit. Reading past their end is allowed: what is there is garbage, so whoever reads must ask
 * `isOverrun` before it believes what it read, and go back by `restore`.
 */
export class Input {
  static end: usize = INPUT;
  /** The next byte that is not in `bits`. */
  static at: usize = INPUT;
  static bits: u64 = 0;
  static count: u32 = 0;
  private static savedAt: usize = INPUT;
  private static savedBits: u64 = 0;
  private static savedCount: u32 = 0;

  /** Fills `bits` to 56 or more. Bits above `count` are those that a later refill puts there again. */
  static refill(): void {
    Input.bits |= load<u64>(Input.at) << (<u64>Input.count);
    Input.at += (63 - Input.count) >> 3;
    Input.count |= 56;
  }

  static take(count: u32): u32 {
    const taken = <u32>(Input.bits & (((<u64>1) << count) - 1));
    Input.drop(count);
    return taken;
  }

  static drop(count: u32): void {
    Input.bits >>= <u64>count;
    Input.count -= count;
  }

  static dropPartOfByte(): void {
    Input.drop(Input.count & 7);
  }

  /** Leaves less than a byte in `bits`. */
  static giveBackBytes(): void {
    Input.at -= Input.count >> 3;
    Input.count &= 7;
    Input.bits &= ((<u64>1) << Input.count) - 1;
  }

  static isOverrun(): bool {
    return Input.at - (Input.count >> 3) > Input.end;
  }

  static save(): void {
    Input.savedAt = Input.at;
    Input.savedBits = Input.bits;
    Input.savedCount = Input.count;
  }

  static restore(): void {
    Input.at = Input.savedAt;
    Input.bits = Input.savedBits;
    Input.count = Input.savedCount;
  }

  /** Moves what is unread to the start, to make room after it. @returns the place for more bytes */
  static makeRoom(): usize {
    Input.giveBackBytes();
    const unread = Input.end - Input.at;
    memory.copy(INPUT, Input.at, unread);
    Input.at = INPUT;
    Input.end = INPUT + unread;
    return Input.end;
  }

  static room(): usize {
    return INPUT + INPUT_BYTES - Input.end;
  }
}
