import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { Chunks } from "../../../../functions/cleaner/chunks.ts";
import type { CleanerError } from "../../../../functions/cleaner/cleaner-error.ts";
import { gunzip } from "../../../../functions/cleaner/gunzip/gunzip.ts";

describe("Gunzipping", () => {
  const one = gzipSync("one,");
  const two = gzipSync("two");

  it("recognizes gzip by its magic bytes, and leaves anything else as it is", async () => {
    expect(await read(one)).to.equal("one,");
    expect(await read(Buffer.from("a,b\n1,2\n"))).to.equal("a,b\n1,2\n");
    expect(await read(Buffer.from("\x1f"))).to.equal("\x1f");
    expect(await read(Buffer.alloc(0))).to.equal("");
  });

  it("reads concatenated members as one stream, wherever the chunks end", async () => {
    const both = Buffer.concat([one, two]);
    for (let at = 0; at <= both.length; at++) {
      expect(await read(both.subarray(0, at), both.subarray(at))).to.equal("one,two");
    }
  });

  it("ignores zeros after the last member, up to the end of the file", async () => {
    for (const zeros of [1, 2, 511, 300_000]) {
      const padded = Buffer.concat([one, two, Buffer.alloc(zeros)]);
      expect(await read(padded), `${zeros} zeros`).to.equal("one,two");
      for (const at of [one.length, padded.length - zeros, padded.length - zeros + 1, padded.length - 1])
        expect(await read(padded.subarray(0, at), padded.subarray(at)), `cut at byte ${at}`).to.equal("one,two");
    }
    expect(await read(...[...one, ...two, 0, 0, 0].map((byte) => Buffer.of(byte)))).to.equal("one,two");
  });

  const broken: readonly [string, Buffer][] = [
    ["is cut short", two.subarray(0, -1)],
    ["has only a byte of its trailer", two.subarray(0, -7)],
    ["is cut after its magic bytes", two.subarray(0, 2)],
    ["has a wrong checksum", Buffer.concat([two.subarray(0, -8), Buffer.alloc(8)])],
    ["has a second member that is cut short", Buffer.concat([one, two.subarray(0, -1)])],
    ["has a second member that is cut after its magic bytes", Buffer.concat([one, two.subarray(0, 2)])],
  ];
  for (const [title, bytes] of broken) {
    it(`fails on a file that ${title}, in one chunk and byte by byte`, async () => {
      for (const found of [await failure(bytes), await failure(...[...bytes].map((byte) => Buffer.of(byte)))]) {
        expect(found?.code).to.equal("GZIP_BROKEN");
        expect(found?.message).to.include("damaged or cut short");
      }
    });
  }

  const zeros = Buffer.alloc(300_000);
  const trailing: readonly [string, Buffer[]][] = [
    ["text", [Buffer.from("more")]],
    ["a line end", [Buffer.from("\n")]],
    ["half of the magic bytes", [Buffer.of(0x1f)]],
    ["a member after a zero", [Buffer.of(0), two]],
    ["a byte after many zeros", [zeros, Buffer.of(1)]],
    ["a byte among many zeros", [zeros, Buffer.of(1), zeros]],
  ];
  for (const [title, bytes] of trailing) {
    it(`fails on a whole file followed by ${title}, and says that bytes follow its end`, async () => {
      const file = Buffer.concat([one, ...bytes]);
      const chunks = file.length > 1000 ? [one, ...bytes] : [...file].map((byte) => Buffer.of(byte));
      for (const found of [await failure(file), await failure(...chunks)]) {
        expect(found?.code).to.equal("GZIP_BROKEN");
        expect(found?.message).to.include("Bytes follow the end of a whole gzip file");
      }
    });
  }

  it("throws what the source throws, and closes the source when its reader stops", async () => {
    const failing = async function* (): Chunks {
      yield one;
      throw new Error("the source failed");
    };
    const error = await collect(gunzip(failing())).catch((thrown: Error) => thrown);
    expect(error).to.be.an("error").with.property("message", "the source failed");

    let stopped = false;
    const endless = async function* (): Chunks {
      try {
        while (true) yield Buffer.from("plain");
      } finally {
        stopped = true;
      }
    };
    for await (const _ of gunzip(endless())) break;
    expect(stopped).to.equal(true);
  });

  function read(...chunks: Buffer[]): Promise<string> {
    return collect(gunzip(source(chunks)));
  }

  async function failure(...chunks: Buffer[]): Promise<CleanerError | undefined> {
    return await read(...chunks).then(
      () => undefined,
      (error: CleanerError) => error,
    );
  }

  async function* source(chunks: readonly Buffer[]): Chunks {
    yield* chunks;
  }

  async function collect(chunks: Chunks): Promise<string> {
    const read: Buffer[] = [];
    for await (const chunk of chunks) read.push(chunk);
    return Buffer.concat(read).toString();
  }
});
