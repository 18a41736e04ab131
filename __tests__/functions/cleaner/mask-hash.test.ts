import { expect } from "chai";
import { maskHash } from "../../../functions/cleaner/projection.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS as RELEASED } from "../../deployed/contracts/index.ts";

describe("The mask hash", () => {
  const projection = { mask: { a: true, b: { c: true } }, nullMarker: "NULL", passOp: true } as const;

  it("changes with everything that may change the output, the order of the keys too", () => {
    const others = [
      { ...projection, mask: { a: true } },
      { ...projection, mask: { b: { c: true }, a: true } },
      { ...projection, mask: { a: "json", b: { c: true } } },
      { ...projection, nullMarker: "" },
      { ...projection, passOp: false },
    ] as const;
    const hashes = [projection, ...others].map(maskHash);
    expect(new Set(hashes).size).to.equal(hashes.length);
    expect(maskHash({ ...projection, mask: { a: true, b: { c: true } } }))
      .to.equal(hashes[0])
      .and.match(/^[0-9a-f]{16}$/);
  });

  it("is unchanged for the masks of the last release, so that a deploy renames none of their CLEAN objects", () => {
    const hashes = Object.entries(RELEASED).map(([collection, mask]) => [
      collection,
      maskHash({ mask, nullMarker: "NULL", passOp: true }),
    ]);
    expect(Object.fromEntries(hashes)).to.include({
      audit: "e9885bc856115b5e",
      cases: "e171652ff575fdfa",
      customers: "3edfbd33183eb0ab",
      orders: "a52685f117e9334c",
      products: "6100101d7cc55574",
    });
  });
});
