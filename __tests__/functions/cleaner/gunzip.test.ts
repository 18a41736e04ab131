import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { type Chunks, gunzip } from "../../../functions/cleaner/gunzip.ts";

describe("Gunzipping", () => {
  const one = gzipSync("one,");
  const two = gzipSync("two");

  it("tells gzip by its magic bytes, and leaves anything else as it is", async () => {
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

  const broken: readonly [string, Buffer][] = [
    ["is cut short", two.subarray(0, -1)],
    ["is cut behind its magic bytes", two.subarray(0, 2)],
    ["has a wrong checksum", Buffer.concat([two.subarray(0, -8), Buffer.alloc(8)])],
    ["has a second member that is cut short", Buffer.concat([one, two.subarray(0, -1)])],
    ["has text behind it", Buffer.concat([one, Buffer.from("more")])],
    ["has a member behind a byte that zlib takes for padding", Buffer.concat([one, Buffer.of(0), two])],
  ];
  for (const [title, bytes] of broken) {
    it(`fails on a file that ${title}, in one chunk and byte by byte`, async () => {
      expect(await code(bytes)).to.equal("GZIP_BROKEN");
      expect(await code(...[...bytes].map((byte) => Buffer.of(byte)))).to.equal("GZIP_BROKEN");
    });
  }

  it("hands on what the source throws, and stops the source when its reader stops", async () => {
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

  async function code(...chunks: Buffer[]): Promise<unknown> {
    return await read(...chunks).catch((error: CleanerError) => error.code);
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
