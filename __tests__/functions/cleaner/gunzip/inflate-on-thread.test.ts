import { randomBytes } from "node:crypto";
import { gzipSync } from "node:zlib";
import { expect } from "chai";
import type { Chunks } from "../../../../functions/cleaner/chunks.ts";
import { inflate } from "../../../../functions/cleaner/gunzip/inflate.ts";
import { INFLATE } from "../../../../functions/cleaner/gunzip/inflate-module.ts";
import { inflateOnThread } from "../../../../functions/cleaner/gunzip/thread/inflate-on-thread.ts";
import { collect, inPieces } from "./pieces.ts";

describe("Inflating on a thread of its own", () => {
  const text = Buffer.concat(Array.from({ length: 40 }, (_, index) => Buffer.alloc(100_000, `line ${index}\n`)));
  const file = Buffer.concat([gzipSync(text), gzipSync(randomBytes(2_000_000)), gzipSync("")]);

  it("gives the same text as without, of several members and blocks, however they are cut", async () => {
    const expected = await collect(inflate(inPieces(file, file.length), false));
    for (const size of [file.length, 600_000, 9_999])
      expect((await collect(inflate(inPieces(file, size), true))).equals(expected), `${size}`).to.equal(true);
    expect((await collect(inflate(inPieces(Buffer.concat([file, Buffer.alloc(9)]), 1e6), true))).length).to.equal(
      expected.length,
    );
  });

  const BROKEN: readonly [string, Buffer][] = [
    ["is cut short", file.subarray(0, -1)],
    ["is damaged", Buffer.concat([file.subarray(0, 5000), Buffer.alloc(20, 255), file.subarray(5020)])],
    ["has bytes after its end", Buffer.concat([file, Buffer.from("more")])],
  ];
  for (const [title, bytes] of BROKEN)
    it(`fails as without, on a file that ${title}`, async () => {
      const [here, there] = [
        await failure(inflate(inPieces(bytes, 1e6), false)),
        await failure(inflate(inPieces(bytes, 1e6), true)),
      ];
      expect(there).to.include({ code: "GZIP_BROKEN", message: (here as Error).message });
    });

  it("throws what the source throws, and what ends the thread", async () => {
    const failing = async function* (): Chunks {
      yield file.subarray(0, 1000);
      throw new Error("the source failed");
    };
    expect(await failure(inflateOnThread(failing(), INFLATE))).to.have.property("message", "the source failed");
    const defect = await failure(inflateOnThread(inPieces(file, 1000), {}));
    expect(defect).to.be.an("error").with.property("message").that.includes("WebAssembly.Instance");
  });

  it("reads its source only some blocks ahead of its reader, and closes it when the reader stops", async () => {
    const member = gzipSync(randomBytes(500_000));
    let pulled = 0;
    let isClosed = false;
    const endless = async function* (): Chunks {
      try {
        for (; ; pulled++) yield member;
      } finally {
        isClosed = true;
      }
    };
    for await (const _ of inflateOnThread(endless(), INFLATE)) break;
    expect(isClosed).to.equal(true);
    expect(pulled).to.be.below(30);
  });
});

async function failure(chunks: Chunks): Promise<unknown> {
  return collect(chunks).then(
    () => undefined,
    (error: unknown) => error,
  );
}
