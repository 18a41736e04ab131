import { expect } from "chai";
import fc from "fast-check";
import type { Mask } from "../../../contracts/mask.ts";
import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";
import { mutations } from "../../../fuzz/damage/mutations.ts";
import { runs } from "../../thoroughness.ts";
import { outcome } from "./conformance.ts";

describe("The byte kernel does just what the reference does", () => {
  it("with files of wild cells, under wild masks, at any chunk size", () => {
    fc.assert(fc.property(file(), fc.integer({ min: 1, max: 64 }), expectSame), { numRuns: runs(3000) });
  });

  it("with files that were damaged: bytes flipped, cut out, put in and doubled", () => {
    const damaged = fc.tuple(file(), mutations()).map(([whole, mutate]) => ({ ...whole, csv: mutate(whole.csv) }));
    fc.assert(fc.property(damaged, fc.integer({ min: 1, max: 64 }), expectSame), { numRuns: runs(6000) });
  });
});

interface File {
  readonly csv: Buffer;
  readonly mask: Mask;
  readonly nullMarker: string;
  readonly passOp: boolean;
}

function expectSame({ csv, ...projection }: File, size: number): void {
  const chunks = Array.from({ length: Math.ceil(csv.length / size) }, (_, index) =>
    csv.subarray(index * size, (index + 1) * size),
  );
  expect(outcome(new ByteKernel(projection), chunks)).to.deep.equal(outcome(new ReferenceKernel(projection), [csv]));
}

const NAMES = ["a", "b", "a.b", "a.b.c", "b.a", "oid__id", "dms_replicated_at", "Op", "ü", "__proto__"] as const;

function file(): fc.Arbitrary<File> {
  const header = fc.uniqueArray(fc.constantFrom(...NAMES), { minLength: 1, maxLength: 6 });
  return fc
    .record({
      header,
      op: fc.boolean(),
      mask: mask(),
      nullMarker: fc.constantFrom("NULL", "", '"', "n,l"),
      passOp: fc.boolean(),
    })
    .chain(({ header: names, op, ...rest }) => {
      const columns = op ? ["Op", ...names.filter((name) => name !== "Op")] : names;
      const row = fc.tuple(
        ...columns.map((name, index) => (name === "Op" && index === 0 ? fc.constantFrom("I", "U", "D") : cell())),
      );
      const record = fc
        .tuple(row, fc.boolean(), fc.constantFrom("\n", "\n", "\r\n", "\n\n"))
        .map(([cells, quoteAll, end]) => write(cells, quoteAll) + end);
      return fc.tuple(fc.array(record, { maxLength: 4 }), fc.constantFrom("", "\uFEFF")).map(([records, bom]) => ({
        ...rest,
        csv: Buffer.from(`${bom}${write(columns, false)}\n${records.join("")}`),
      }));
    });
}

function mask(): fc.Arbitrary<Mask> {
  const key = fc.constantFrom("a", "b", "c", "ü", "__proto__", "0");
  const { nested } = fc.letrec<{ nested: { [key: string]: unknown }; rule: unknown }>((tie) => ({
    nested: fc.dictionary(key, tie("rule"), { minKeys: 1, maxKeys: 4 }),
    rule: fc.oneof({ maxDepth: 3 }, fc.constant(true), tie("nested")),
  }));
  const rule = fc.oneof(fc.constant(true), fc.constant("json"), nested);
  return fc.dictionary(fc.constantFrom(...NAMES), rule, { minKeys: 1, maxKeys: 5 }) as fc.Arbitrary<Mask>;
}

function cell(): fc.Arbitrary<string> {
  const key = fc.constantFrom("a", "b", "c", "ü", "__proto__", "0", "\\u0061", '\\"');
  const { json } = fc.letrec<{ json: string; object: string; array: string }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom("1", "1.10", "-0E+2", "true", "null", '"x"', '"\\"\\u00e9\\n"', '"é🙂"', "01", "nul", '"\t"', ""),
      tie("object"),
      tie("array"),
    ),
    object: fc
      .array(fc.tuple(key, tie("json"), space()), { maxLength: 4 })
      .map((members) => `{${members.map(([name, value, gap]) => `${gap}"${name}":${gap}${value}`).join(",")}}`),
    array: fc
      .array(fc.tuple(tie("json"), space()), { maxLength: 3 })
      .map((items) => `[${items.map(([item, gap]) => gap + item + gap).join(",")}]`),
  }));
  const text = fc.string({
    unit: fc.constantFrom('"', ",", "\n", "\r", " ", "\\", "a", "é", "🙂", "\0", "\u001f", "\uFEFF", "\uFFFD"),
    maxLength: 6,
  });
  return fc.oneof(
    json,
    json,
    text,
    fc.constantFrom(
      "NULL",
      "",
      "n,l",
      '"',
      "plain text that is a little longer than the rest of them, so that it is copied as a whole",
    ),
  );
}

function space(): fc.Arbitrary<string> {
  return fc.constantFrom("", "", "", " ", "\n\t", "\r", "\u00a0");
}

function write(cells: readonly string[], quoteAll: boolean): string {
  return cells.map((text) => (quoteAll || /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)).join(",");
}
