import { expect } from "chai";
import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { MAX_RECORD_BYTES, Records } from "../../../functions/cleaner/reference/records.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";

describe("A record", () => {
  const MEBIBYTE = 1024 * 1024;

  it("may hold 64 MiB, its line end not counted", () => {
    expect(read([Buffer.alloc(MAX_RECORD_BYTES, "x"), Buffer.from("\r\n")])).to.equal(MAX_RECORD_BYTES);
  });

  it("fails when it is larger, in one chunk or in many", () => {
    const record = Buffer.alloc(MAX_RECORD_BYTES + 1, "x");
    expect(read([Buffer.concat([record, Buffer.from("\n")])])).to.equal("RECORD_TOO_LARGE at 1");
    expect(read([record])).to.equal("RECORD_TOO_LARGE at 1");
  });

  it("fails as soon as it is larger, so that a quote that is never closed holds no more than that", () => {
    const records = new Records(() => undefined);
    const chunks = [Buffer.from('a\n"'), ...Array.from({ length: 65 }, () => Buffer.alloc(MEBIBYTE, "x"))];
    expect(() => chunks.map((chunk) => [...records.push(chunk)])).to.throw(CleanerError, "RECORD_TOO_LARGE: line 2");
  });

  it("may not be a header of more than 100,000 columns, which would take more memory than there is", () => {
    for (const Kernel of [ReferenceKernel, ByteKernel]) {
      const kernel = new Kernel({ mask: { a: true }, nullMarker: "NULL", passOp: true });
      expect(() => kernel.push(Buffer.from(`a${",".repeat(100_000)}\n`))).to.throw(
        CleanerError,
        "HEADER_TOO_WIDE: line 1",
      );
    }
  });

  /** The bytes that were read, or the error. */
  function read(chunks: readonly Buffer[]): number | string {
    const records = new Records(() => undefined);
    try {
      const batches = [...chunks.flatMap((chunk) => [...records.push(chunk)]), ...records.end()];
      return batches.reduce((sum, { bytes }) => sum + bytes.length, 0);
    } catch (error) {
      return `${(error as CleanerError).code} at ${(error as CleanerError).line}`;
    }
  }
});
