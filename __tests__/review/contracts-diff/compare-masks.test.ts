import { expect } from "chai";
import type { Mask } from "../../../contracts/mask.ts";
import { ReferenceKernel } from "../../../functions/cleaner/reference/reference-kernel.ts";
import { compareMasks, narrows, widens } from "../../../review/contracts-diff/compare-masks.ts";

const BEFORE = {
  status: true,
  address: { country: true, geo: { region: true } },
  array_tags: "json",
} as const satisfies Mask;

/** The changes, without their forms. */
const changes = (after: Mask, before: Mask = BEFORE) =>
  compareMasks(before, after).map(({ kind, path }) => `${kind} ${path}`);

/** The values that the cleaner lets through from two files with JSON; all values differ. */
function cleaned(mask: Mask): string {
  const files = [
    ["oid__id", "a"],
    ["oid__id", "a.b"],
  ].map((header) => {
    const json = header[1] === "a" ? '{"b":{"c":1},"b.c":2}' : '{"c":3}';
    const kernel = new ReferenceKernel({ mask, nullMarker: "NULL", passOp: true });
    const rows = Buffer.from(kernel.push(Buffer.from(`${header.join(",")}\nx,"${json.replaceAll('"', '""')}"\n`)));
    return Buffer.concat([rows, kernel.end()]).toString();
  });
  return files.join("");
}

describe("The change of a mask", () => {
  it("is empty if the same leaves, in any order", () => {
    const { status, address, array_tags } = BEFORE;
    expect(changes({ array_tags, address: { geo: address.geo, country: true }, status })).to.deep.equal([]);
  });

  it("is each path that leaves now and did not before", () => {
    const after = { ...BEFORE, total: true, address: { ...BEFORE.address, city: true } } as const;
    expect(changes(after)).to.deep.equal(["added address.city", "added total"]);
  });

  it("is each path that no longer leaves", () => {
    expect(changes({ status: true, array_tags: "json" })).to.deep.equal([
      "removed address.country",
      "removed address.geo.region",
    ]);
  });

  it("widens if a value leaves whole instead of in part, and lists the parts that left before", () => {
    const [change, ...others] = compareMasks(BEFORE, { ...BEFORE, address: { ...BEFORE.address, geo: true } });
    expect(change).to.deep.equal({ kind: "opened", path: "address.geo", before: ["address.geo.region"] });
    expect(others).to.deep.equal([]);
    expect(changes({ ...BEFORE, address: "json" })).to.deep.equal(["opened address"]);
  });

  it("narrows if a value leaves in part instead of whole, and lists the parts", () => {
    expect(compareMasks({ ...BEFORE, address: "json" }, BEFORE)).to.deep.equal([
      { kind: "closed", path: "address", after: ["address.country", "address.geo.region"] },
    ]);
  });

  it("recognises a new name if one path was removed and one added with the same rule", () => {
    const renamed = compareMasks(BEFORE, { ...BEFORE, address: { country: true, place: { region: true } } });
    expect(renamed).to.deep.equal([{ kind: "renamed", path: "address.place", from: "address.geo" }]);
    expect(changes({ address: BEFORE.address, array_tags: "json", state: "json" })).to.deep.equal([
      "added state",
      "removed status",
    ]);
    expect(changes({ ...BEFORE, address: { country: true, place: { city: true } } })).to.deep.equal([
      "added address.place.city",
      "removed address.geo.region",
    ]);
  });

  it("recognises a name with another prefix of DMS, whatever else changed", () => {
    const { array_tags: _, status: __, ...rest } = BEFORE;
    expect(changes({ ...rest, tags: "json", total: true, oid_status: true })).to.deep.equal([
      "renamed tags",
      "added total",
      "renamed oid_status",
    ]);
  });

  it("recognises a new name among other changes if only one removed and one added path have its form", () => {
    const { status, ...rest } = BEFORE;
    expect(changes({ ...rest, state: status, address: { country: true }, array_notes: "json" })).to.deep.equal([
      "removed address.geo.region",
      "renamed state",
      "added array_notes",
    ]);
    expect(changes({ ...rest, state: status, total: true })).to.deep.equal([
      "added state",
      "added total",
      "removed status",
    ]);
  });

  it("never gives two fields the same former name", () => {
    expect(compareMasks({ array_tags: true, x: true }, { tags: true, oid_tags: true })).to.deep.equal([
      { kind: "renamed", path: "tags", from: "array_tags" },
      { kind: "renamed", path: "oid_tags", from: "x" },
    ]);
  });

  for (const [what, before, after] of [
    ["a dotted column becomes nested", { "a.b": true }, { a: { b: true } }],
    ["a deeper dotted column becomes nested", { "a.b.c": true }, { "a.b": { c: true } }],
    ["a key with a dot becomes nested", { a: { "b.c": true } }, { a: { b: { c: true } } }],
    ["a nested key becomes one with a dot", { a: { b: { c: true } } }, { a: { "b.c": true } }],
  ] as const satisfies readonly (readonly [string, Mask, Mask])[])
    it(`widens if ${what}, as the cleaner itself shows`, () => {
      expect(cleaned(after)).not.to.equal(cleaned(before));
      expect(compareMasks(before, after).some(widens)).to.equal(true);
    });

  it("widens if a column becomes the key, because it then also leaves with each delete", () => {
    expect(compareMasks({ a: true }, { a: "key" }).some(widens)).to.equal(true);
    expect(compareMasks({ a: "key" }, { a: "key", b: true }).map(widens)).to.deep.equal([true]);
    expect(
      compareMasks({ a: "key" }, { a: true })
        .filter(({ kind }) => kind === "reshaped")
        .some(widens),
    ).to.equal(false);
  });

  it("does not widen if a nested column becomes a dotted one, which the nested one covered", () => {
    expect(compareMasks({ a: { b: true } }, { "a.b": true }).some(widens)).to.equal(false);
  });

  it("is only of form if the same data leaves as text and as JSON, or in a separate column", () => {
    expect(changes({ ...BEFORE, array_tags: true })).to.deep.equal(["reshaped array_tags"]);
    const { address, ...rest } = BEFORE;
    expect(changes({ ...rest, "address.country": true, "address.geo": address.geo })).to.deep.equal([
      "reshaped address.country",
      "reshaped address.geo.region",
    ]);
  });

  it("includes the key, which passes without being listed", () => {
    expect(changes({ ...BEFORE, _id: "key" })).to.deep.equal(["renamed _id"]);
    expect(changes({ ...BEFORE, oid__id: "key" })).to.deep.equal([]);
  });

  it("counts as widening if it may be other data, and as neither if only the form changes", () => {
    const after = { ...BEFORE, array_tags: true, address: { country: true, place: { region: true } } } as const;
    const found = compareMasks(BEFORE, after);
    expect(found.map((change) => [change.kind, widens(change), narrows(change)])).to.deep.equal([
      ["renamed", true, false],
      ["reshaped", false, false],
    ]);
  });
});
