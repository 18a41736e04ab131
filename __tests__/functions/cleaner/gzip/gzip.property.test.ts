import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import fc from "fast-check";
import { gunzipSync as fflateGunzip } from "fflate";
import { gzip } from "../../../../functions/cleaner/gzip/gzip.ts";
import { runs } from "../../../thoroughness.ts";

describe("Gzip of lines", () => {
  it("is what other programs read as the same text: lines, and any bytes", async () => {
    await fc.assert(
      fc.asyncProperty(text(), async (bytes) => {
        const gzipped = await collect(bytes, [bytes.length]);
        expect(gunzipSync(gzipped).equals(bytes)).to.equal(true);
        expect(Buffer.from(fflateGunzip(gzipped)).equals(bytes)).to.equal(true);
      }),
      { numRuns: runs(400) },
    );
  });

  it("has the same bytes however the text is cut", async () => {
    await fc.assert(
      fc.asyncProperty(
        text(),
        fc.array(fc.integer({ min: 1, max: 200_000 }), { minLength: 1 }),
        async (bytes, cuts) => {
          expect((await collect(bytes, cuts)).equals(await collect(bytes, [bytes.length]))).to.equal(true);
        },
      ),
      { numRuns: runs(200) },
    );
  });

  it("is not larger than the text and a description of the codes for each block, whatever the bytes are", async () => {
    await fc.assert(
      fc.asyncProperty(text(), async (bytes) => {
        const blocks = Math.ceil((bytes.length + 1) / 131_072);
        expect((await collect(bytes, [bytes.length])).length).to.be.at.most(18 + bytes.length * 1.01 + 320 * blocks);
      }),
      { numRuns: runs(200) },
    );
  });

  it("is at most 15 % larger than zlib's at level 6, for many lines", async () => {
    for (const seed of [1, 2, 3]) {
      const text = lines(numbersFrom(seed), 20_000);
      expect((await collect(text, [text.length])).length).to.be.at.most(1.15 * gzipSync(text, { level: 6 }).length);
    }
  });
});

/** Lines as the cleaner writes them, repetitions at all distances, and bytes in which nothing repeats. */
function text(): fc.Arbitrary<Buffer> {
  const piece = fc
    .record({
      kind: fc.constantFrom("noise", "repeated", "lines", "digits"),
      seed: fc.integer(),
      size: fc.integer({ min: 0, max: 3000 }),
    })
    .map(({ kind, seed, size }) => PIECES[kind](numbersFrom(seed), size));
  return fc.array(piece, { maxLength: 6 }).map((pieces) => Buffer.concat(pieces));
}

type Numbers = (below: number) => number;

const PIECES = {
  noise: (next: Numbers, size: number) => Buffer.from(Array.from({ length: size }, () => next(256))),
  // Up to 80 KB, so that a text has several blocks.
  repeated: (next: Numbers, size: number) =>
    Buffer.alloc(size * (1 + next(27)), Buffer.from(Array.from({ length: 1 + next(300) }, () => next(256)))),
  lines: (next: Numbers, size: number) => lines(next, size / 3),
  digits: (next: Numbers, size: number) => Buffer.from(Array.from({ length: 20 * size }, () => 48 + next(10))),
};

const STATES = ["open", "waiting", "closed", 'a longer state with a \\"quote\\" in it'] as const;

function lines(next: Numbers, count: number): Buffer {
  const line = (index: number) =>
    `{"id":${next(1e9)},"status":"${STATES[next(STATES.length)]}","note":"größer ${next(50)}","at":"2026-02-22 10:15:0${index % 10}.${next(1e6)}"}\n`;
  return Buffer.from(Array.from({ length: Math.floor(count) }, (_, index) => line(index)).join(""));
}

/** Numbers that only the seed decides, from 0. */
function numbersFrom(seed: number): Numbers {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** @param cuts lengths of the chunks, in turn */
async function collect(bytes: Buffer, cuts: readonly number[]): Promise<Buffer> {
  const chunks = async function* () {
    for (let at = 0, turn = 0; at < bytes.length; turn++) {
      const length = Math.max(1, cuts[turn % cuts.length] ?? 1);
      yield bytes.subarray(at, at + length);
      at += length;
    }
  };
  const out: Buffer[] = [];
  for await (const chunk of gzip(chunks())) out.push(chunk);
  return Buffer.concat(out);
}
