import { expect } from "chai";
import { hasKey, keyColumns, keyMask, keyPaths } from "../../contracts/key.ts";

describe("A document's key", () => {
  const compound = { status: true, _id: { tenant: "key", at: { number: "key", label: true } }, code: "key" } as const;

  it("is its ObjectId, unless the mask names another", () => {
    expect(keyMask({ status: true, a: { b: true } })).to.deep.equal({ oid__id: "key" });
    expect(keyColumns({ status: true })).to.deep.equal(["oid__id"]);
    expect(keyColumns({ sku: "key", oid__id: true })).to.deep.equal(["sku"]);
  });

  it("has the parts that the mask names, in the mask's order, at any depth", () => {
    expect(keyPaths(compound)).to.deep.equal([["_id", "tenant"], ["_id", "at", "number"], ["code"]]);
    expect(keyColumns(compound)).to.deep.equal(["_id.tenant", "_id.at.number", "code"]);
    expect(keyMask(compound)).to.deep.equal({ _id: { tenant: "key", at: { number: "key" } }, code: "key" });
  });

  it("is the mask's own object if a column contains nothing else", () => {
    const mask = { _id: { tenant: "key", at: { number: "key" } } } as const;
    expect(keyMask(mask)._id).to.equal(mask._id);
    expect(keyMask(compound)._id).not.to.equal(compound._id);
  });

  it("is found in a column at any depth", () => {
    expect(["key" as const, { a: { b: "key" } } as const].map(hasKey)).to.deep.equal([true, true]);
    expect([true as const, "json" as const, { a: true } as const, undefined].map(hasKey)).to.deep.equal([
      false,
      false,
      false,
      false,
    ]);
  });

  it("may have names that are special in JavaScript", () => {
    const mask = JSON.parse('{"__proto__": {"constructor": "key"}}');
    expect(keyPaths(mask)).to.deep.equal([["__proto__", "constructor"]]);
  });
});
