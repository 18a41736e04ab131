import { expect } from "chai";
import fc from "fast-check";
import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import type { Projection } from "../../../functions/cleaner/projection.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";
import { runs, sample } from "../../thoroughness.ts";
import { outcome } from "./conformance.ts";

const MASK = {
  text: true,
  whole: "json",
  part: { a: true, b: { c: true, a: true, [`long ${"key ".repeat(20)}`]: true }, ü: { b: { a: true, b: true } } },
  [`flat ${"name ".repeat(20)}`]: true,
  twice: { a: true },
  "twice.a": "json",
} as const;
const HEADER = ["Op", "oid__id", ...Object.keys(MASK), "unlisted"];
const PROJECTION: Projection = { mask: MASK, nullMarker: "NULL", passOp: true };
const WINDOW_BYTES = 64 * 1024;

// Without shrinking: looking for a smaller failing file takes minutes with files of this size.
describe("A file that is larger than the byte kernel's first window", () => {
  it("gives the same output as with the reference, for chunks of any size", () => {
    fc.assert(
      fc.property(records(), chunkBytes(), (lines, size) => expectSame(Buffer.from(lines), size)),
      { numRuns: runs(40), endOnFailure: true },
    );
  });

  it("gives the same output as with the reference, if parts of it are not UTF-8", () => {
    const places = fc.array(fc.tuple(fc.nat(), fc.constantFrom(0x80, 0xe2, 0xff)), { minLength: 1, maxLength: 9 });
    fc.assert(
      fc.property(records(), places, chunkBytes(), (lines, damage, size) => {
        const csv = Buffer.from(lines);
        for (const [place, byte] of damage) {
          const at = place % csv.length;
          if (!'",\r\n'.includes(String.fromCharCode(csv[at] as number))) csv[at] = byte;
        }
        expectSame(csv, size);
      }),
      { numRuns: runs(30), endOnFailure: true },
    );
  });

  it("gives the same output at the sizes at which the memory grows", () => {
    for (const about of [WINDOW_BYTES, 2 * WINDOW_BYTES]) {
      for (const more of sample([0, -6, -5, -4, -3, -2, -1, 1, 2])) {
        const size = about + more;
        const head = `oid__id,text\n1,kept\n`;
        expectSame(Buffer.from(`${head}2,"${"x".repeat(size - head.length - 5)}"\n3,x\n`), size);
        expectSame(Buffer.from(`oid__id,text,"${"h".repeat(size - 16)}"\n3,x,y\n`), size);
      }
    }
  });

  it("keeps its lines if a damaged record needs more memory than is left", () => {
    const whole = Array.from({ length: 4000 }, (_, index) => `${index},"${"x".repeat(90)}"\n`).join("");
    const damaged = Buffer.concat([Buffer.from('1,"'), Buffer.alloc(100_000, 0xff), Buffer.from('"\n2,y\n')]);
    expectSame(Buffer.concat([Buffer.from(`oid__id,text\n${whole}`), damaged]), WINDOW_BYTES);
  });

  it("does not write past the memory for a damaged key", () => {
    const key = `/${"\uFFFD".repeat(100)}`;
    const member = Buffer.concat([Buffer.from('{""\\/'), Buffer.alloc(100, 0xff), Buffer.from('"":1},')]);
    const csv = [Buffer.from('oid__id,a\n1,\n2,"['), ...Array(2500).fill(member), Buffer.from('{}]"\n')];
    expectSame(Buffer.concat(csv), WINDOW_BYTES, { mask: { a: { [key]: true } }, nullMarker: "NULL", passOp: true });
  });
});

function expectSame(csv: Buffer, size: number, projection = PROJECTION): void {
  const chunks = Array.from({ length: Math.ceil(csv.length / size) }, (_, index) =>
    csv.subarray(index * size, (index + 1) * size),
  );
  const found = outcome(new ByteKernel(projection), chunks);
  // Not by `deep.equal`, whose difference of a megabyte takes minutes to print.
  const isSame = JSON.stringify(found) === JSON.stringify(outcome(new ReferenceKernel(projection), [csv]));
  expect(isSame, `the same lines and counts, or the same error, of ${csv.length} bytes`).to.equal(true);
}

function chunkBytes(): fc.Arbitrary<number> {
  return fc.constantFrom(1000, 65_536, 300_000, 4_000_000);
}

/** A header and up to 20 records, of half a megabyte and more in most cases. */
function records(): fc.Arbitrary<string> {
  const cells = fc.tuple(
    fc.constantFrom("I", "U", "D"),
    text(),
    ...HEADER.slice(2).map(() => fc.oneof(text(), json())),
  );
  const record = fc.tuple(cells, fc.constantFrom("\n", "\r\n", "\n\n")).map(([row, end]) => write(row) + end);
  return fc.array(record, { minLength: 1, maxLength: 15 }).map((all) => `${write(HEADER)}\n${all.join("")}`);
}

/** Up to 100 KB, but mostly short. */
function text(units: readonly string[] = ["plain words ", "é", '"', "\\", "\u0001", "\n", "\r", ",", "x\u001f", 'a"']) {
  const times = fc.oneof(fc.nat(3), fc.nat(40), fc.nat(40), fc.nat(40), fc.nat(12_000));
  return fc.array(fc.tuple(fc.constantFrom(...units), times), { maxLength: 3 }).map(joined);
}

/** JSON with keys in any order, some listed, some not; sometimes truncated. */
function json(): fc.Arbitrary<string> {
  const key = fc.constantFrom("a", "b", "c", "ü", `long ${"key ".repeat(20)}`, "\\u0061", "unlisted");
  const string = text(["plain words ", "é", '\\"', "\\\\", "\\u00e9", "\\ud83d\\ude42", "\\uDE42"]).map(
    (inside) => `"${inside}"`,
  );
  const { value } = fc.letrec<{ value: string }>((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.oneof(string, fc.constantFrom("1", "-1.50e3", "null", "true", "[]")),
      fc.uniqueArray(fc.tuple(key, tie("value"), space()), { selector: ([name]) => name, maxLength: 6 }).map(object),
      fc.uniqueArray(fc.tuple(key, tie("value"), space()), { selector: ([name]) => name, maxLength: 6 }).map(object),
      fc.tuple(tie("value"), fc.nat(30)).map(([item, times]) => `[${Array(times).fill(item).join(",")}]`.slice(0, 1e5)),
    ),
  }));
  return fc
    .tuple(value, space(), fc.constantFrom(0, 0, 0, 0, 1))
    .map(([all, gap, cut]) => gap + all.slice(0, all.length - cut));
}

function object(members: readonly (readonly [string, string, string])[]): string {
  return `{${members.map(([name, value, gap]) => `${gap}"${name}":${gap}${value}`).join(",")}}`;
}

function space(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom(" ", "\n\t"), fc.constantFrom(0, 0, 0, 1, 30))
    .map(([unit, times]) => unit.repeat(times));
}

function joined(parts: readonly (readonly [string, number])[]): string {
  return parts.map(([unit, times]) => unit.repeat(times)).join("");
}

function write(cells: readonly string[]): string {
  return cells.map((cell) => (/[",\n\r]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(",");
}
