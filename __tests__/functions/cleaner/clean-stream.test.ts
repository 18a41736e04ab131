import { gunzipSync, gzipSync } from "node:zlib";
import { expect } from "chai";
import type { Chunks } from "../../../functions/cleaner/chunks.ts";
import { cleanLines, cleanStream } from "../../../functions/cleaner/clean-stream.ts";
import { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { inflateOnThread } from "../../../functions/cleaner/gunzip/thread/inflate-on-thread.ts";
import { makeKernel } from "../../../functions/cleaner/make-kernel.ts";
import { inPieces } from "./gunzip/pieces.ts";

describe("The cleaning stream", () => {
  const row = (index: number) => `${Math.imul(index, 2_654_435_761) >>> 0},ann${index}@example.org\n`;
  const csv = Buffer.from(`status,email\n${Array.from({ length: 50_000 }, (_, index) => row(index)).join("")}`);

  it("[rule 17] gives the same bytes for chunks of any size", async () => {
    const raw = gzipSync(csv);
    const whole = await collect(clean(inPieces(raw, raw.length)));
    for (const size of [1000, 4096, 65_537])
      expect((await collect(clean(inPieces(raw, size)))).equals(whole), `${size}`).to.equal(true);
    expect(gunzipSync(whole).toString().split("\n")).to.have.length(50_001);
  });

  it("gives the same bytes for a large file, which is inflated on a thread of its own", async () => {
    const raw = gzipSync(csv);
    const [small, large] = [0, 2 ** 30].map((bytes) =>
      cleanStream(inPieces(raw, 65_537), makeKernel(PROJECTION, ","), bytes),
    );
    expect((await collect(large as Chunks)).equals(await collect(small as Chunks))).to.equal(true);
  });

  it("[T-13] reads its source only as far as its reader needs", async () => {
    let pulled = 0;
    const endless = async function* (): Chunks {
      yield Buffer.from("status,email\n");
      for (let index = 0; ; index++) {
        pulled++;
        yield Buffer.from(Array.from({ length: 1000 }, (_, at) => row(index * 1000 + at)).join(""));
      }
    };
    const reader = clean(endless())[Symbol.asyncIterator]();
    await reader.next();
    const afterOne = pulled;
    await reader.next();
    await reader.return?.();
    expect(afterOne).to.be.below(500);
    expect(pulled).to.be.below(2 * 500);
  });

  it("reports a broken gzip rather than a fault in the garbage that came out of it", async () => {
    const raw = gzipSync(`status,Smith,Smith\n${csv.toString()}`, { level: 0 });
    expect(await code(raw)).to.equal("HEADER_DUPLICATE");
    raw[raw.length - 6] = (raw[raw.length - 6] as number) ^ 1;
    expect(await code(raw)).to.equal("GZIP_BROKEN");
    expect(await code(raw.subarray(0, 1000))).to.equal("GZIP_BROKEN");
  });

  it("reports the file's fault if the rest of the file can't be read", async () => {
    const broken = async function* (): Chunks {
      yield Buffer.from("status,Smith,Smith\n");
      throw new CleanerError("READ_FAILED");
    };
    expect(await collect(clean(broken())).catch((error: CleanerError) => error.code)).to.equal("HEADER_DUPLICATE");
  });

  it("closes its source when its reader stops", async () => {
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => {
      stop = resolve;
    });
    const endless = async function* (): Chunks {
      try {
        for (let index = 0; ; index++) yield Buffer.from(index === 0 ? "status,email\n" : row(index));
      } finally {
        stop();
      }
    };
    for await (const _ of clean(endless())) break;
    await stopped;
  });

  it("throws the file's error, and a coded error for a defect of its own", async () => {
    const broken = clean(inPieces(Buffer.from("status\n1,2\n"), 100));
    expect(await collect(broken).catch((error: CleanerError) => error.code)).to.equal("RECORD_WIDTH");
    const kernel = makeKernel(PROJECTION, ",");
    kernel.push = () => {
      throw new TypeError("x of ann@example.org is not a function");
    };
    const defect = cleanStream(inPieces(csv, 100), kernel);
    const error = (await collect(defect).catch((thrown: CleanerError) => thrown)) as CleanerError;
    expect(error.code).to.equal("INTERNAL");
    expect(error.cause).to.be.instanceOf(TypeError);
    expect(error.message).not.to.include("ann@");
  });

  it("codes whatever ends the thread that inflates, so that the object is tried again", async () => {
    const lines = cleanLines(inflateOnThread(inPieces(gzipSync(csv), 1000), {}), makeKernel(PROJECTION, ","));
    const error = (await collect(lines).catch((thrown: CleanerError) => thrown)) as CleanerError;
    expect(error.code).to.equal("INTERNAL");
    expect(error.message).to.include("try again");
  });

  async function code(raw: Buffer): Promise<unknown> {
    return collect(clean(inPieces(raw, 500))).catch((error: CleanerError) => error.code);
  }
});

const PROJECTION = { mask: { status: "key" }, nullMarker: "NULL", passOp: true } as const;

function clean(raw: Chunks): Chunks {
  return cleanStream(raw, makeKernel(PROJECTION, ","));
}

async function collect(chunks: Chunks): Promise<Buffer> {
  const read: Buffer[] = [];
  for await (const chunk of chunks) read.push(chunk);
  return Buffer.concat(read);
}
