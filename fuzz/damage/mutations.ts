import fc from "fast-check";

/** A change of bytes. */
export type Mutation = (bytes: Buffer) => Buffer;

const SIGNIFICANT = ['",|\n\r\\{}[]: \0'.split(""), '""', '","', "\r\n", "I,", "\uFEFF"].flat();

/** One to four mutations in sequence: bytes are flipped, removed, doubled, inserted or moved. */
export function mutations(): fc.Arbitrary<Mutation> {
  const one = fc
    .tuple(
      fc.constantFrom(...WAYS),
      fc.nat(),
      fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 200 })),
      inserted(),
    )
    .map(
      ([way, place, length, put]): Mutation =>
        (bytes) => {
          const at = bytes.length === 0 ? 0 : place % bytes.length;
          return way(bytes, at, Math.min(bytes.length, at + length), put);
        },
    );
  // A single mutation is the hardest to notice.
  const some = fc.oneof(
    one.map((single) => [single]),
    fc.array(one, { minLength: 2, maxLength: 4 }),
  );
  return some.map((all) => (bytes) => all.reduce((changed, mutate) => mutate(changed), bytes));
}

type Way = (bytes: Buffer, from: number, to: number, put: Buffer) => Buffer;

const WAYS: readonly Way[] = [
  // Flips one bit of each byte.
  (bytes, from, to, put) =>
    Buffer.from(bytes.map((byte, at) => (at < from || at >= to ? byte : byte ^ (1 << (put.length % 8))))),
  (bytes, from, to) => Buffer.concat([bytes.subarray(0, from), bytes.subarray(to)]),
  (bytes, from, to) => Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)]),
  (bytes, from, _, put) => Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from)]),
  (bytes, from, _, put) => Buffer.concat([bytes.subarray(0, from), put, bytes.subarray(from + put.length)]),
  // Moves a delimiter: the record is as wide as before, with other cells.
  (bytes, from, to) => {
    const comma = bytes.indexOf(",", from);
    const rest = Buffer.concat([bytes.subarray(0, comma), bytes.subarray(comma + 1)]);
    return comma === -1 ? bytes : Buffer.concat([rest.subarray(0, to), Buffer.from(","), rest.subarray(to)]);
  },
  // Cuts the end off, or moves bytes to the front.
  (bytes, from) => bytes.subarray(0, from),
  (bytes, from, to) => Buffer.concat([bytes.subarray(from, to), bytes.subarray(0, from), bytes.subarray(to)]),
];

function inserted(): fc.Arbitrary<Buffer> {
  const any = fc.uint8Array({ minLength: 1, maxLength: 8 }).map((array) => Buffer.from(array));
  return fc.oneof(
    fc.constantFrom(...SIGNIFICANT).map((text) => Buffer.from(text)),
    any,
  );
}
