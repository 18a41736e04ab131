import { crc32, gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import { inflate } from "../../../../functions/cleaner/gunzip/inflate.ts";
import { collect, inPieces } from "./pieces.ts";

/** Longer than the window, so that its bytes have moved. https://www.rfc-editor.org/rfc/rfc1951#section-2 */
const LONG = 200_000;
const FARTHEST = 32_768;

describe("A match, in a stream that no compressor writes", () => {
  it("may repeat what is 32,768 bytes before it, at every place of the window", async () => {
    for (const length of [FARTHEST, 131_071, 131_072, 163_839, 163_840, 163_841, LONG]) {
      const text = noise(length);
      const member = gzipped(Buffer.concat([stored(text), matchOf(FARTHEST)]), [
        text,
        text.subarray(length - FARTHEST, length - FARTHEST + 3),
      ]);
      const second = Buffer.concat([gzipSync(noise(50_000)), member]);
      for (const file of [member, second])
        expect((await read(file)).equals(gunzipSync(file)), `${length}`).to.equal(true);
    }
  });

  it("may not repeat what is before its member, as for zlib", async () => {
    const first = gzipped(Buffer.concat([stored(noise(LONG)), matchOf(1)]), [
      noise(LONG),
      Buffer.alloc(3, noise(LONG).at(-1)),
    ]);
    for (const length of [1, 2, 300, 32_767]) {
      const text = noise(length);
      const within = Buffer.concat([
        first,
        gzipped(Buffer.concat([stored(text), matchOf(length)]), [text, repeated(text)]),
      ]);
      expect((await read(within)).equals(gunzipSync(within)), `${length}`).to.equal(true);
      const before = Buffer.concat([first, gzipped(Buffer.concat([stored(text), matchOf(length + 1)]), [text, text])]);
      expect(() => gunzipSync(before)).to.throw("invalid distance too far back");
      const error = await read(before).catch((thrown: unknown) => thrown);
      expect(error).to.have.property("code", "GZIP_BROKEN");
      expect(error).to.have.nested.property("cause.message", "The deflate stream is damaged.");
    }
  });
});

/** Three bytes from the start of a text. */
function repeated(text: Buffer): Buffer {
  return Buffer.concat([text, text, text]).subarray(0, 3);
}

function noise(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => Math.imul(index, 2_654_435_761) >>> 24));
}

/** Blocks without compression. https://www.rfc-editor.org/rfc/rfc1951#section-3.2.4 */
function stored(text: Buffer): Buffer {
  const blocks: Buffer[] = [];
  for (let at = 0; at < text.length; at += 65_535) {
    const part = text.subarray(at, at + 65_535);
    const head = Buffer.alloc(5);
    head.writeUInt16LE(part.length, 1);
    head.writeUInt16LE(part.length ^ 0xffff, 3);
    blocks.push(head, part);
  }
  return Buffer.concat(blocks);
}

/** A last block with fixed codes: a match of three bytes, and the end. https://www.rfc-editor.org/rfc/rfc1951#section-3.2.6 */
function matchOf(distance: number): Buffer {
  const extra = distance <= 2 ? 0 : Math.max(0, 30 - Math.clz32(distance - 1));
  const symbol = distance <= 2 ? distance - 1 : 2 * extra + ((distance - 1) >> extra);
  const code = (value: number, length: number) => value.toString(2).padStart(length, "0");
  const number = (value: number, length: number) =>
    length === 0 ? "" : code(value, length).split("").reverse().join("");
  // The last block, with fixed codes; a length of 3; the distance; the end.
  const bits = `1${number(1, 2)}${code(1, 7)}${code(symbol, 5)}${number((distance - 1) & ((1 << extra) - 1), extra)}${code(0, 7)}`;
  const bytes = bits.match(/.{1,8}/g) ?? [];
  return Buffer.from(bytes.map((byte) => Number.parseInt(byte.padEnd(8, "0").split("").reverse().join(""), 2)));
}

function gzipped(stream: Buffer, texts: readonly Buffer[]): Buffer {
  const text = Buffer.concat(texts);
  const trailer = Buffer.alloc(8);
  trailer.writeUInt32LE(crc32(text));
  trailer.writeUInt32LE(text.length, 4);
  return Buffer.concat([Buffer.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 255), stream, trailer]);
}

function read(file: Buffer): Promise<Buffer> {
  return collect(inflate(inPieces(file, 9_999), false));
}
