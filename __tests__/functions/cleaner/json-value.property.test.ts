import { expect } from "chai";
import fc from "fast-check";
import type { NestedMask } from "../../../contracts/mask.ts";
import { ByteKernel } from "../../../functions/cleaner/bytes/byte-kernel.ts";
import { parseJson, writeJson } from "../../../functions/cleaner/reference/json-value.ts";
import { projectJson } from "../../../functions/cleaner/reference/project-json.ts";
import { ValueCounts } from "../../../functions/cleaner/reference/value-counts.ts";
import { runs } from "../../thoroughness.ts";

describe("A JSON cell", () => {
  it("is read and written again as the same value, at any indentation", () => {
    fc.assert(
      fc.property(fc.json({ maxDepth: 6 }), fc.constantFrom(undefined, 1, "\t", "\r\n "), (json, space) => {
        const spaced = JSON.stringify(JSON.parse(json), null, space);
        expect(written(spaced)).to.equal(JSON.stringify(JSON.parse(json)));
      }),
      { numRuns: runs(1000) },
    );
  });

  it("is malformed if and only if JSON.parse refuses it, after any mutation", () => {
    const mutated = fc
      .json({ maxDepth: 4 })
      .chain((json) =>
        fc
          .tuple(
            fc.integer({ min: 0, max: json.length }),
            fc.nat(2),
            fc.constantFrom("", '"', "{", "}", "[", "]", ",", ":", "\\", "0", "-", " ", "e"),
          )
          .map(([at, cut, put]) => json.slice(0, at) + put + json.slice(at + cut)),
      );
    fc.assert(
      // Several texts at once, because making a kernel takes a millisecond.
      fc.property(fc.array(mutated, { minLength: 1, maxLength: 20 }), (texts) => {
        for (const text of texts) expect(parseJson(text) !== undefined).to.equal(isJson(text));
        const broken = texts.filter((text) => !isJson(text));
        expect(malformedToKernel(texts.flatMap(cellsOf))).to.equal(broken.flatMap(cellsOf).length);
      }),
      { numRuns: runs(500) },
    );
  });

  it("passes exactly what a simple walk over the parsed value passes", () => {
    const names = fc.constantFrom("a", "b", "c", "__proto__", "0");
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        fc.constantFrom(1, "x", null, true),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(names, tie("value")),
      ),
    }));
    const { mask } = fc.letrec<{ mask: NestedMask; rule: true | NestedMask }>((tie) => ({
      mask: fc.dictionary(names, tie("rule"), { minKeys: 1 }),
      rule: fc.oneof({ maxDepth: 3 }, fc.constant(true as const), tie("mask")),
    }));
    fc.assert(
      fc.property(value, mask, (whole, nested) => {
        const parsed = parseJson(JSON.stringify(whole));
        const found = parsed && projectJson(parsed, nested, new ValueCounts());
        expect(found === undefined ? undefined : JSON.parse(found)).to.deep.equal(walk(whole, nested));
      }),
      { numRuns: 300 },
    );
  });

  it("takes neither stack nor memory if it is nothing but brackets", () => {
    expect(parseJson("[".repeat(20_000_000))).to.equal(undefined);
    expect(parseJson(`${'{"a":'.repeat(5_000_000)}1${"}".repeat(5_000_000)}`)).to.equal(undefined);
  });

  function written(text: string): string | undefined {
    const value = parseJson(text);
    return value && writeJson(value, new ValueCounts());
  }

  /** The text in quotes; and without, if that is the same cell. An empty text is a null, and never parsed. */
  function cellsOf(text: string): string[] {
    if (text === "") return [];
    return [`"${text.replaceAll('"', '""')}"`, ...(/[",\r\n]/.test(text) ? [] : [text])];
  }

  /** How many of the cells are malformed to the byte kernel. */
  function malformedToKernel(cells: readonly string[]): number {
    const kernel = new ByteKernel({ mask: { cell: { nothing: true }, id: "key" }, nullMarker: "NULL", passOp: true });
    kernel.push(Buffer.from(`cell,id\n${cells.map((cell) => `${cell},\n`).join("")}`));
    kernel.end();
    return kernel.tally.malformed;
  }

  function isJson(text: string): boolean {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  }

  /** The same rules over JavaScript's own values. */
  function walk(value: unknown, mask: NestedMask): unknown {
    if (Array.isArray(value))
      return value.map((element) => walk(element, mask)).filter((element) => element !== undefined);
    if (typeof value !== "object" || value === null) return undefined;
    const kept = Object.entries(mask).flatMap(([key, rule]) => {
      const inner = Object.hasOwn(value, key) ? (value as Record<string, unknown>)[key] : null;
      const projected = inner === null ? undefined : typeof rule === "object" ? walk(inner, rule) : inner;
      return projected === undefined ? [] : [[key, projected] as const];
    });
    return Object.fromEntries(kept);
  }
});
