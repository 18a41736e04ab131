import { readdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { expect } from "chai";
import fc from "fast-check";
import type { Mask } from "../../../contracts/mask.ts";
import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";
import { runs } from "../../thoroughness.ts";
import { outcome } from "./conformance.ts";
import { writeCsv } from "./csv.ts";

for (const Kernel of [ReferenceKernel, ByteKernel])
  describe(`Reading by the ${Kernel.name}`, () => {
    it("returns every cell as it was written, whatever is in it, for chunks of any size", () => {
      const cell = fc.oneof(
        fc.string({ unit: "binary" }),
        fc.string({ unit: fc.constantFrom('"', ",", "\n", "\r", " ", "a", "é", "🙂", "\uFEFF") }),
      );
      const table = fc
        .integer({ min: 2, max: 5 })
        .chain((width) => fc.array(fc.array(cell, { minLength: width, maxLength: width })));
      fc.assert(
        fc.property(table, fc.integer({ min: 1, max: 20 }), (rows, size) => {
          const header = Array.from({ length: rows[0]?.length ?? 2 }, (_, index) => `c${index}`);
          const mask = maskOf(header);
          const found = outcome(
            new Kernel({ mask, nullMarker: "\0null", passOp: true }),
            chunks(Buffer.from(writeCsv([header, ...rows])), size),
          );
          const expected = rows.map((row) =>
            Object.fromEntries(row.map((text, index) => [`c${index}`, text]).filter(([, text]) => text)),
          );
          expect("lines" in found && found.lines.map((line) => JSON.parse(line))).to.deep.equal(
            expected.map(wellFormed),
          );
        }),
        { numRuns: runs(500) },
      );
    });

    const spectrum = join(dirname(createRequire(import.meta.url).resolve("csv-spectrum/package.json")), "csvs");
    // Its CSV and its JSON hold different data: https://github.com/max-mapper/csv-spectrum
    const contradictory = "location_coordinates.csv";
    for (const file of readdirSync(spectrum).filter((name) => name !== contradictory)) {
      it(`agrees with csv-spectrum on ${file}`, () => {
        const expected = JSON.parse(
          readFileSync(join(spectrum, "../json", file.replace(".csv", ".json")), "utf8"),
        ) as object[];
        const mask = maskOf(Object.keys(expected[0] as object));
        const found = outcome(new Kernel({ mask, nullMarker: "\0null", passOp: true }), [
          readFileSync(join(spectrum, file)),
        ]);
        const filled = expected.map((row) => Object.fromEntries(Object.entries(row).filter(([, text]) => text !== "")));
        expect("lines" in found && found.lines.map((line) => JSON.parse(line))).to.deep.equal(filled);
      });
    }

    /** Every column, the first of them as the key. */
    function maskOf([key = "", ...others]: readonly string[]): Mask {
      return Object.fromEntries([[key, "key"] as const, ...others.map((name) => [name, true] as const)]);
    }

    function* chunks(bytes: Buffer, size: number): Generator<Buffer> {
      for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
    }

    /** As UTF-8 can write it: lone surrogates become U+FFFD. */
    function wellFormed(row: Record<string, string | undefined>) {
      return JSON.parse(Buffer.from(JSON.stringify(row).replace(/\\ud[89a-f]../gi, "\uFFFD")).toString());
    }
  });
