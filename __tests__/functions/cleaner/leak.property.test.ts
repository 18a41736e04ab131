import { expect } from "chai";
import fc from "fast-check";
import type { Mask } from "../../../contracts/mask.ts";
import { makeKernel } from "../../../functions/cleaner/make-kernel.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";
import { outcome } from "./conformance.ts";
import { writeCsv } from "./csv.ts";

/** Stands in every place that is not listed; letters that occur nowhere else, so that a part of it is told too. */
const MARK = "ẞẞẞẞ";

const MASK = {
  status: true,
  contact: { tier: true, address: { country: true } },
  array_nodes: { data: { label: true } },
  array_tags: "json",
} as const satisfies Mask;

describe("Unlisted text", () => {
  it("never reaches output, counts or errors", () => {
    fc.assert(
      fc.property(rawFile(), (csv) => expectNoMark(csv)),
      { numRuns: 500 },
    );
  });

  it("never reaches them either when the file is damaged", () => {
    const damaged = fc.tuple(
      rawFile(),
      fc.nat(),
      fc.nat(3),
      fc.constantFrom("", "\n", "\r", "\\", "{", "}", "[", "]", ":", "x", "\0"),
    );
    fc.assert(
      fc.property(damaged, ([csv, place, cut, put]) => {
        const at = place % csv.length;
        expectNoMark(csv.slice(0, at) + put + csv.slice(at + cut));
      }),
      { numRuns: 5000 },
    );
  });

  it("would be seen if it did: a mask that lists it lets it through", () => {
    const files = fc.sample(rawFile(), 20);
    expect(() => {
      for (const csv of files) expectNoMark(csv, { ...MASK, email: true });
    }).to.throw("mark");
  });

  function expectNoMark(csv: string, mask: Mask = MASK): void {
    const projection = { mask, nullMarker: "NULL", passOp: true };
    for (const kernel of [makeKernel(projection, ","), new ReferenceKernel(projection)]) {
      const found = outcome(kernel, [Buffer.from(csv)]);
      if (JSON.stringify(found).includes(MARK[0] as string)) expect.fail("a mark got through");
    }
  }
});

/** A CDC file with marks in unlisted columns, header names, nested values, map keys, deletes and cells that are cut off. */
function rawFile(): fc.Arbitrary<string> {
  const row = fc.record({
    op: fc.constantFrom("I", "U", "D"),
    nodes: fc.array(fc.oneof(node(), fc.constantFrom(MARK, 1, null, [], {})), { maxLength: 3 }),
    contact: fc.constantFrom(
      "NULL",
      "",
      MARK,
      JSON.stringify(MARK),
      JSON.stringify({ tier: "gold", phone: MARK, [MARK]: 1, address: MARK }),
    ),
    cut: fc.nat(200),
  });
  return fc.array(row, { minLength: 1, maxLength: 5 }).map((rows) => writeCsv([header, ...rows.map(cells)]));
}

const header = [
  "Op",
  "dms_replicated_at",
  "oid__id",
  "email",
  "status",
  `contacts.${MARK}@example.org`,
  "contact",
  "contact.tier",
  "contact.phone",
  "array_nodes",
  "array_tags",
];

type Row = { op: string; nodes: readonly unknown[]; contact: string; cut: number };

function cells({ op, nodes, contact, cut }: Row): string[] {
  const image = JSON.stringify(nodes).slice(0, 20 + cut);
  return [op, "2026-11-21 00:00:00", "id", MARK, "open", MARK, contact, "gold", MARK, image, '["a"]'];
}

function node(): fc.Arbitrary<unknown> {
  const data = fc.constantFrom<unknown>(MARK, { label: "ok" }, { label: "ok", [MARK]: MARK }, { Label: MARK }, [
    MARK,
    { label: "ok", owner: { label: MARK } },
  ]);
  return data.map((inner) => ({ id: MARK, data: inner, label: MARK, __proto__: { data: MARK } }));
}
