import { expect } from "chai";
import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import { CleanerError } from "../../../functions/cleaner/cleaner-error.ts";
import { MAX_RECORD_BYTES } from "../../../functions/cleaner/csv-state.ts";
import type { Kernel } from "../../../functions/cleaner/kernel.ts";
import { Records } from "../../../functions/cleaner/reference/records.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";
import { THOROUGH } from "../../thoroughness.ts";
import { outcome } from "./conformance.ts";

/** The reference takes a second and more for each record of that size. */
const KERNELS = THOROUGH ? [ByteKernel, ReferenceKernel] : [ByteKernel];

describe("A record", () => {
  const MEBIBYTE = 1024 * 1024;

  if (THOROUGH) {
    it("may have 64 MiB, without its line end", () => {
      expect(read([Buffer.alloc(MAX_RECORD_BYTES, "x"), Buffer.from("\r\n")])).to.equal(MAX_RECORD_BYTES);
    });

    it("fails if it is larger, in one chunk or in several", () => {
      const record = Buffer.alloc(MAX_RECORD_BYTES + 1, "x");
      expect(read([Buffer.concat([record, Buffer.from("\n")])])).to.equal("RECORD_TOO_LARGE at 1");
      expect(read([record])).to.equal("RECORD_TOO_LARGE at 1");
    });

    it("has the same limit in the byte kernel, and the same fault if it ends at that size", () => {
      const quoted = Buffer.from(`1,"${"x".repeat(MAX_RECORD_BYTES - 4)}"`);
      const damaged = Buffer.concat([Buffer.of(0xff), quoted.subarray(1)]);
      for (const [record, end] of [
        [quoted, "\r\n"],
        [quoted, "\r"],
        [damaged, "\n"],
        [Buffer.concat([Buffer.from("1"), damaged]), "\n"],
      ] as const) {
        const [found, expected] = [ByteKernel, ReferenceKernel].map((Kernel) => {
          const kernel = new Kernel({ mask: {}, nullMarker: "NULL", passOp: true });
          return outcome(kernel, [Buffer.from("oid__id,a\n"), record, Buffer.from(end)]);
        });
        expect(found).to.deep.equal(expected);
      }
    });
  }

  it("fails as soon as it is larger, so that a quote that is never closed takes no more memory than that", () => {
    const chunks = [Buffer.from('a\n"'), ...Array.from({ length: 65 }, () => Buffer.alloc(MEBIBYTE, "x"))];
    for (const Kernel of KERNELS) {
      const kernel = new Kernel({ mask: { a: "key" }, nullMarker: "NULL", passOp: true });
      expect(() => chunks.map((chunk) => kernel.push(chunk))).to.throw(CleanerError, "RECORD_TOO_LARGE: line 2");
    }
  });

  for (const [title, record, code] of [
    ["may be that large", () => `,${"x".repeat(MAX_RECORD_BYTES - 1)}`, undefined],
    ["may not be larger", () => `,${"x".repeat(MAX_RECORD_BYTES)}`, "RECORD_TOO_LARGE"],
    [
      "is too large before its quote is out of place",
      () => `,${"x".repeat(MAX_RECORD_BYTES + 1)}"`,
      "RECORD_TOO_LARGE",
    ],
    ["is too large before its quote is not closed", () => `,"${"x".repeat(MAX_RECORD_BYTES)}`, "RECORD_TOO_LARGE"],
  ] as const) {
    it(`${title}, for both kernels, in one chunk or in several`, () => {
      const csv = Buffer.from(`b,a\n\n${record()}\r\n`);
      for (const Kernel of KERNELS) {
        for (const size of THOROUGH ? [8 * MEBIBYTE, csv.length] : [8 * MEBIBYTE]) {
          const found = clean(new Kernel({ mask: { b: "key" }, nullMarker: "NULL", passOp: true }), csv, size);
          expect(found, `${Kernel.name}, chunks of ${size}`).to.equal(code === undefined ? "{}\n" : `${code} at 3`);
        }
      }
    });
  }

  it("fails if it is a header of more than 100,000 columns, which would take too much memory", () => {
    for (const Kernel of [ReferenceKernel, ByteKernel]) {
      const kernel = new Kernel({ mask: { a: true }, nullMarker: "NULL", passOp: true });
      expect(() => kernel.push(Buffer.from(`a${",".repeat(100_000)}\n`))).to.throw(
        CleanerError,
        "HEADER_TOO_WIDE: line 1",
      );
    }
  });

  /** The lines, or the error. */
  function clean(kernel: Kernel, csv: Buffer, size: number): string {
    try {
      const lines: Buffer[] = [];
      for (let at = 0; at < csv.length; at += size) lines.push(Buffer.from(kernel.push(csv.subarray(at, at + size))));
      return Buffer.concat([...lines, kernel.end()]).toString();
    } catch (error) {
      return `${(error as CleanerError).code} at ${(error as CleanerError).line}`;
    }
  }

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
