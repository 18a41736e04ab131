import { Bytes } from "./bytes";

const MULTIPLIER: u64 = 0x1fb21c651e98d5;

/** A listed key of a nested mask. */
export class ListedKey {
  /** The next one in the same bucket. */
  next: ListedKey | null = null;
  /** The number of the last object that had this key; `Projection` numbers the objects. */
  seenIn: u64 = 0;

  constructor(
    /** Its place among the mask's keys, counted from 0. */
    readonly place: i32,
    /** What may pass of its value; null keeps it whole. */
    readonly rule: KeyTable | null,
    readonly name: Bytes,
    /** `,"key":`, written before its value. */
    readonly prefix: Bytes,
    /** Whether its value is a part of the document's key. */
    readonly isKey: bool,
  ) {}
}

/** A nested mask as a hash table of its keys' bytes. */
export class KeyTable {
  count: i32 = 0;
  /** The number of keys in this mask and in the masks nested in it, along the chain that has most. */
  chain: i32 = 0;
  private readonly buckets: StaticArray<ListedKey | null>;
  private deepest: i32 = 0;

  /** @param keys number of keys that will be added; there are at least as many buckets */
  constructor(keys: i32) {
    let buckets = 8;
    while (buckets < keys) buckets <<= 1;
    this.buckets = new StaticArray<ListedKey | null>(buckets);
  }

  /** @param rule must be complete */
  add(rule: KeyTable | null, name: Bytes, prefix: Bytes, isKey: bool): ListedKey {
    const key = new ListedKey(this.count++, rule, name, prefix, isKey);
    const bucket = this.bucketOf(name.at, name.length);
    key.next = this.buckets[bucket];
    this.buckets[bucket] = key;
    if (rule !== null) this.deepest = max(this.deepest, rule.chain);
    this.chain = this.count + this.deepest;
    return key;
  }

  /** The listed key with these bytes, if there is one. */
  find(from: usize, to: usize): ListedKey | null {
    let key = unchecked(this.buckets[this.bucketOf(from, to - from)]);
    while (key !== null && !key.name.equal(from, to - from)) key = key.next;
    return key;
  }

  /** The number of comparisons if each key is looked up once. */
  comparisons(): i32 {
    let count = 0;
    for (let bucket = 0; bucket < this.buckets.length; bucket++) {
      let place = 0;
      let key = this.buckets[bucket];
      while (key !== null) {
        count += ++place;
        key = key.next;
      }
    }
    return count;
  }

  private bucketOf(from: usize, length: usize): i32 {
    return <i32>(hash(from, length) >> 32) & (this.buckets.length - 1);
  }
}

/** A hash of all bytes, eight at a time, because the keys of a mask may differ in any byte. */
function hash(from: usize, length: usize): u64 {
  let mixed: u64 = length;
  let at = from;
  for (; at + 8 <= from + length; at += 8) mixed = mix(mixed ^ load<u64>(at));
  const rest = <u64>(from + length - at);
  // The bytes after the end are read too, and masked.
  return rest === 0 ? mix(mixed) : mix(mixed ^ (load<u64>(at) & ~(u64.MAX_VALUE << (8 * rest))));
}

function mix(value: u64): u64 {
  const product = value * MULTIPLIER;
  return product ^ (product >> 29);
}
