import { constants, crc32, deflateRawSync, gunzipSync, gzipSync, inflateRawSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { CleanerError } from "../../../../functions/cleaner/cleaner-error.ts";
import { inflate } from "../../../../functions/cleaner/gunzip/inflate.ts";
import { INFLATE } from "../../../../functions/cleaner/gunzip/inflate-module.ts";
import { Inflater } from "../../../../functions/cleaner/gunzip/inflater.ts";
import { runs } from "../../../thoroughness.ts";
import { collect, cutInto, inPieces } from "./pieces.ts";

const { Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED } = constants;

/** Text with repetitions at small and large distances, runs, and bytes that no code shortens. */
const piece = fc.oneof(
  fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes)),
  fc.tuple(fc.string({ minLength: 1, maxLength: 20 }), fc.integer({ min: 1, max: 3000 })).map(repeated),
  fc
    .tuple(fc.constantFrom("NULL,", "a", "0123456789abcdef", '{"key":"'), fc.integer({ min: 1, max: 9000 }))
    .map(repeated),
);
const text = fc.array(piece, { maxLength: 8 }).map((pieces) => Buffer.concat([...pieces, ...pieces.toReversed()]));
const options = fc.record({
  level: fc.integer({ min: 0, max: 9 }),
  strategy: fc.constantFrom(Z_DEFAULT_STRATEGY, Z_FILTERED, Z_HUFFMAN_ONLY, Z_RLE, Z_FIXED),
  memLevel: fc.integer({ min: 1, max: 9 }),
  windowBits: fc.integer({ min: 9, max: 15 }),
});
/** Sizes of chunks; the last is repeated. */
const sizes = fc.oneof(
  fc.constant([1]),
  fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 5 }),
  fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1, maxLength: 5 }),
);
const damage = fc.record({
  at: fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
  kind: fc.constantFrom("flip", "cut", "drop", "insert", "swap"),
  byte: fc.integer({ min: 1, max: 255 }),
});

describe("Inflating", () => {
  it("gives zlib's text of whatever zlib has compressed, however it is cut", async () => {
    const members = fc.array(fc.tuple(text, options), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(members, sizes, fc.nat(20), async (compressed, cut, zeros) => {
        const file = Buffer.concat([...compressed.map(([each, how]) => gzipSync(each, how)), Buffer.alloc(zeros)]);
        const found = await collect(inflate(inPieces(file, ...cut), false));
        expect(found.equals(Buffer.concat(compressed.map(([each]) => each)))).to.equal(true);
      }),
      { numRuns: runs(2_000) },
    );
  });

  it("takes a damaged stream for valid if zlib does, and gives the same text", () => {
    fc.assert(
      fc.property(text, options, fc.array(damage, { minLength: 1, maxLength: 3 }), sizes, (each, how, damages, cut) => {
        const stream = damages.reduce(damaged, deflateRawSync(each, how));
        const expected = attempt(() => inflateRawSync(stream));
        const found = attempt(() => inflateRaw(stream, cut));
        expect(found?.length).to.equal(expected?.length);
        expect(found === expected || (found && expected && found.equals(expected))).to.equal(true);
      }),
      { numRuns: runs(12_000) },
    );
  });

  it("takes a damaged file for broken if zlib does", async () => {
    await fc.assert(
      fc.asyncProperty(text, damage, sizes, async (each, how, cut) => {
        const file = damaged(withLongHeader(gzipSync(each)), how);
        // Without the magic bytes it would not be inflated.
        if (file.length < 2 || file.readUInt16BE(0) !== 0x1f8b) return;
        const expected = attempt(() => gunzipSync(file));
        const found = await collect(inflate(inPieces(file, ...cut), false)).catch((error: unknown) => error);
        if (expected !== undefined) expect(expected.equals(found as Buffer)).to.equal(true);
        else expect(found).to.be.instanceOf(CleanerError).with.property("code", "GZIP_BROKEN");
      }),
      { numRuns: runs(6_000) },
    );
  });

  it("finds every cut of a file, and is the same for every cut in two", async () => {
    const whole = Buffer.from("I,2026,abc\nU,2026,abcabcabc\n".repeat(9));
    const file = withLongHeader(gzipSync(whole, { strategy: Z_DEFAULT_STRATEGY }));
    for (let at = 1; at < file.length; at++) {
      expect(
        (await collect(inflate(inPieces(file, at, file.length), false))).equals(whole),
        `in two at ${at}`,
      ).to.equal(true);
      const error = await collect(inflate(inPieces(file.subarray(0, at), at), false)).catch(
        (thrown: unknown) => thrown,
      );
      if (at > 1) expect(error, `cut at ${at}`).to.have.property("code", "GZIP_BROKEN");
    }
  });
});

function repeated([word, bytes]: [string, number]): Buffer {
  return Buffer.alloc(bytes, word);
}

/** With all fields that a header may have. https://www.rfc-editor.org/rfc/rfc1952#section-2.3 */
function withLongHeader(member: Buffer): Buffer {
  const fields = Buffer.concat([Buffer.of(3, 0, 1, 2, 3), Buffer.from("raw.csv\0a comment\0")]);
  const header = Buffer.concat([member.subarray(0, 3), Buffer.of(2 | 4 | 8 | 16), member.subarray(4, 10), fields]);
  const check = Buffer.alloc(2);
  check.writeUInt16LE(crc32(header) & 0xffff);
  return Buffer.concat([header, check, member.subarray(10)]);
}

function damaged(bytes: Buffer, { at, kind, byte }: { at: number; kind: string; byte: number }): Buffer {
  const place = Math.floor(at * bytes.length);
  const [before, after] = [bytes.subarray(0, place), bytes.subarray(place + 1)];
  const was = bytes[place] ?? 0;
  if (kind === "cut") return before;
  if (kind === "drop") return Buffer.concat([before, after]);
  if (kind === "insert") return Buffer.concat([before, Buffer.of(byte, was), after]);
  if (kind === "swap") return Buffer.concat([before, Buffer.of(byte), after]);
  return Buffer.concat([before, Buffer.of(was ^ (1 << (byte % 8))), after]);
}

/** @throws Error as `inflateRawSync` does */
function inflateRaw(stream: Buffer, cut: readonly number[]): Buffer {
  const inflater = new Inflater(INFLATE);
  inflater.begin();
  const found: Buffer[] = [];
  for (const chunk of cutInto(stream, cut)) {
    const texts = inflater.push(chunk);
    let next = texts.next();
    for (; !next.done; next = texts.next()) found.push(Buffer.from(next.value));
    if (next.value !== undefined) return Buffer.concat(found);
  }
  throw new Error("The stream is cut short.");
}

function attempt(work: () => Buffer): Buffer | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
