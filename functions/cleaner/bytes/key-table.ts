import type { NestedMask } from "../../../contracts/mask.ts";

/** A nested mask, made ready to be compared with bytes. */
export interface KeyTable {
  /** The listed keys; each is known by its place. */
  readonly names: readonly string[];
  /** `,"key":` for each. */
  readonly prefixes: readonly Buffer[];
  /** `true`: the value is kept whole. */
  readonly rules: readonly (true | KeyTable)[];
  /** The place of the key that stands between these bytes, or -1. */
  find(bytes: Buffer, from: number, to: number): number;
}

const BUCKETS = 64;

export function keyTable(mask: NestedMask): KeyTable {
  const names = Object.keys(mask);
  const keys = names.map((name) => Buffer.from(name));
  const buckets = Array.from({ length: BUCKETS }, (): number[] => []);
  keys.forEach((key, place) => {
    buckets[hash(key, 0, key.length)]?.push(place);
  });
  return {
    names,
    prefixes: names.map((name) => memberPrefix(name)),
    rules: Object.values(mask).map((rule) => (rule === true ? true : keyTable(rule))),
    find: (bytes, from, to) => {
      for (const place of buckets[hash(bytes, from, to)] as number[]) {
        if (isEqual(keys[place] as Buffer, bytes, from, to)) return place;
      }
      return -1;
    },
  };
}

/** Written before a member's value. The comma of the first one is overwritten by the opening bracket. */
export function memberPrefix(name: string): Buffer {
  return Buffer.from(`,${JSON.stringify(name)}:`);
}

/** Tells most keys apart by their length and their ends. */
function hash(bytes: Buffer, from: number, to: number): number {
  if (from === to) return 0;
  return ((to - from) * 7 + (bytes[from] as number) * 3 + (bytes[to - 1] as number)) & (BUCKETS - 1);
}

function isEqual(key: Buffer, bytes: Buffer, from: number, to: number): boolean {
  if (key.length !== to - from) return false;
  for (let at = 0; at < key.length; at++) if (key[at] !== bytes[from + at]) return false;
  return true;
}
