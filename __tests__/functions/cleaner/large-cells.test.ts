import { expect } from "chai";
import type { Mask } from "../../../contracts/mask.ts";
import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";
import { sample } from "../../thoroughness.ts";
import { outcome } from "./conformance.ts";
import { writeCsv } from "./csv.ts";

/** Such cells are larger than the first window and than one piece of output, so memory must grow and its content must move. */
describe("A cell that is larger than the memory of the byte kernel", () => {
  const ROW = ["short", '{"b":1}'];

  it("has its quotes undoubled, even if a pair of quotes is at the boundary of two pieces", () => {
    const around = Array.from({ length: 11 }, (_, index) => 65_530 + index);
    for (const before of sample(around)) {
      expectSame({ text: true }, [["text"], [`${"x".repeat(before)}"""y"`]], [1 << 20]);
    }
  });

  it("is escaped, even if the escapes are six times as long", () => {
    expectSame({ text: true, json: { b: true } }, [["text", "json"], ROW, ["\u0001".repeat(700_000), "NULL"], ROW]);
  });

  it("is JSON whose keys are moved into the mask's order, without changing the lines before", () => {
    const json = JSON.stringify({ b: "y".repeat(600_000), a: "x".repeat(600_000), unlisted: [1] });
    expectSame({ text: true, json: { a: true, b: true } }, [["text", "json"], ROW, ["", json], ROW]);
  });

  it("is JSON that is kept whole, JSON that two fields read, or malformed", () => {
    const json = JSON.stringify({ c: Array.from({ length: 60_000 }, (_, index) => `item "${index}"`) }, undefined, 1);
    const header = ["a.b", "json"];
    expectSame({ a: { b: { c: true } }, "a.b": "json", json: "json" }, [header, [json, json], ["{}", json.slice(1)]]);
  });

  function expectSame(
    mask: Mask,
    rows: readonly (readonly string[])[],
    sizes = sample([70_000, 1 << 20, 1 << 30]),
  ): void {
    const csv = Buffer.from(writeCsv(rows.map((cells, index) => [...cells, index === 0 ? "oid__id" : `${index}`])));
    const projection = { mask, nullMarker: "NULL", passOp: true };
    const expected = outcome(new ReferenceKernel(projection), [csv]);
    expect("lines" in expected && expected.lines.length).to.equal(rows.length - 1);
    for (const size of sizes) {
      const chunks = Array.from({ length: Math.ceil(csv.length / size) }, (_, index) =>
        csv.subarray(index * size, (index + 1) * size),
      );
      const found = outcome(new ByteKernel(projection), chunks);
      expect("lines" in found, `in chunks of ${size}`).to.equal(true);
      // The cells themselves would make a message of megabytes.
      if (!("lines" in found) || !("lines" in expected)) continue;
      const lines = found.lines.map((line, row) => line === expected.lines[row]);
      expect(lines, `which lines are right, in chunks of ${size}`).to.deep.equal(expected.lines.map(() => true));
      expect(found.tally).to.deep.equal(expected.tally);
    }
  }
});
