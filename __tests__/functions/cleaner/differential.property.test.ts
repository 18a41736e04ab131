import { expect } from "chai";
import fc from "fast-check";
import type { Mask } from "../../../contracts/mask.ts";
import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";
import { mutations } from "../../../fuzz/damage/mutations.ts";
import { runs } from "../../thoroughness.ts";
import { outcome } from "./conformance.ts";
import { UNREAD } from "./record-cases.ts";

describe("The byte kernel does exactly what the reference does", () => {
  it("with files of random cells, under random masks, at any chunk size", () => {
    fc.assert(fc.property(file(), fc.integer({ min: 1, max: 64 }), expectSame), { numRuns: runs(3000) });
  });

  it("with damaged files: bytes flipped, removed, inserted and doubled", () => {
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
/** Cells of the timestamp's column: times, texts that are almost times, nulls. */
const TIMES = [
  "2026-02-22 10:15:01.000000",
  "2026-02-22",
  "2026-02-22 oid__id",
  "\uFEFF2026-02-22Z",
  "\uFEFF2026-02-22",
  "NULL",
  "",
  "2026-2-22",
] as const;
/** Most files get `oid__id` in addition, because a file without the key fails. */
const OTHERS = NAMES.filter((name) => name !== "oid__id");
const OPS = ["I", "U", "D", "\uFEFFD"] as const;

function file(): fc.Arbitrary<File> {
  const header = fc
    .tuple(fc.uniqueArray(fc.constantFrom(...OTHERS), { minLength: 1, maxLength: 6 }), fc.nat({ max: 9 }))
    .map(([names, at]): string[] => (at === 9 ? names : [...names.slice(0, at), "oid__id", ...names.slice(at)]))
    // Half of them have columns that the byte kernel skips.
    .chain((names) =>
      fc
        .nat({ max: 2 * names.length })
        .map((at) => [...names.slice(0, at), ...UNREAD.slice(0, at > names.length ? 0 : 8), ...names.slice(at)]),
    );
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
      const row = fc.tuple(...columns.map((name, index) => cellOf(name, index)));
      const record = fc
        .tuple(row, fc.boolean(), fc.constantFrom("\n", "\n", "\r\n", "\n\n"))
        .map(([cells, quoteAll, end]) => write(cells, quoteAll) + end);
      return fc.tuple(fc.array(record, { maxLength: 4 }), fc.constantFrom("", "\uFEFF")).map(([records, bom]) => ({
        ...rest,
        csv: Buffer.from(`${bom}${write(columns, false)}\n${records.join("")}`),
      }));
    });
}

function cellOf(name: string, index: number): fc.Arbitrary<string> {
  if (name === "Op" && index === 0) return fc.constantFrom(...OPS);
  if (name === "dms_replicated_at")
    return fc.oneof({ weight: 20, arbitrary: fc.constantFrom(...TIMES.slice(0, 7)) }, fc.constantFrom(...TIMES));
  return fc.oneof({ weight: 40, arbitrary: cell() }, fc.constantFrom(...NAMES));
}

function mask(): fc.Arbitrary<Mask> {
  const key = fc.constantFrom("a", "b", "c", "ü", "__proto__", "0");
  const { nested } = fc.letrec<{ nested: { [key: string]: unknown }; rule: unknown }>((tie) => ({
    nested: fc.dictionary(key, tie("rule"), { minKeys: 1, maxKeys: 4 }),
    rule: fc.oneof({ maxDepth: 3 }, { weight: 8, arbitrary: fc.constant(true) }, fc.constant("key"), {
      weight: 8,
      arbitrary: tie("nested"),
    }),
  }));
  const rule = fc.oneof(
    { weight: 9, arbitrary: fc.oneof(fc.constant(true), fc.constant("json"), nested, nested) },
    fc.constant("key"),
  );
  return fc.dictionary(fc.constantFrom(...NAMES), rule, { minKeys: 1, maxKeys: 5 }) as fc.Arbitrary<Mask>;
}

function cell(): fc.Arbitrary<string> {
  const key = fc.constantFrom("a", "b", "c", "ü", "__proto__", "0", "\\u0061", '\\"');
  const { json } = fc.letrec<{ json: string; object: string; array: string }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom(
        "1",
        "1.10",
        "-0E+2",
        "true",
        "null",
        '"x"',
        '"\\"\\u00e9\\n"',
        '"\\ud83d"',
        '"\\uD83D\\uDE42\\udc00"',
        '"é🙂"',
        "01",
        "nul",
        '"\t"',
        "",
      ),
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
