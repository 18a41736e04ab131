import { Bytes } from "./bytes";

const BUCKETS: i32 = 64;

/** A listed key of a nested mask. */
export class ListedKey {
  /** The next one in the same bucket. */
  next: ListedKey | null = null;

  constructor(
    /** Which of the mask's keys it is, counted from 0. */
    readonly place: i32,
    /** What may pass of its value; null keeps it whole. */
    readonly rule: KeyTable | null,
    readonly name: Bytes,
    /** `,"key":`, written before its value. */
    readonly prefix: Bytes,
  ) {}
}

/** A nested mask, made ready to be compared with bytes. */
export class KeyTable {
  count: i32 = 0;
  /** Keys of this mask and of the deepest chain of masks in it. */
  chain: i32 = 0;
  private buckets: StaticArray<ListedKey | null> = new StaticArray<ListedKey | null>(BUCKETS);
  private deepest: i32 = 0;

  /** @param rule complete already */
  add(rule: KeyTable | null, name: Bytes, prefix: Bytes): ListedKey {
    const key = new ListedKey(this.count++, rule, name, prefix);
    const bucket = hash(name.at, name.length);
    key.next = this.buckets[bucket];
    this.buckets[bucket] = key;
    if (rule !== null) this.deepest = max(this.deepest, rule.chain);
    this.chain = this.count + this.deepest;
    return key;
  }

  /** The key between these bytes, if it is listed. */
  find(from: usize, to: usize): ListedKey | null {
    let key = unchecked(this.buckets[hash(from, to - from)]);
    while (key !== null && !key.name.equal(from, to - from)) key = key.next;
    return key;
  }
}

/** Tells most keys apart by their length and their ends. */
function hash(from: usize, length: usize): i32 {
  if (length === 0) return 0;
  return (<i32>length * 7 + <i32>load<u8>(from) * 3 + <i32>load<u8>(from + length - 1)) & (BUCKETS - 1);
}
