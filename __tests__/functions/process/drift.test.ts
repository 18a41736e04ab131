import { expect } from "chai";
import type { Contract } from "../../../contracts/contract.ts";
import { pii } from "../../../contracts/field.ts";
import { mongoCollection } from "../../../contracts/mongodb-fields.ts";
import { accept } from "../../../functions/process/accept.ts";
import { drift } from "../../../functions/process/drift.ts";
import { firstSchema } from "../../../functions/process/first-schema.ts";
import type { PathProfile, Profile } from "../../../functions/shared/profile.ts";
import { collectionOf } from "../../../warehouse/redshift/collection.ts";

const CONTRACT: Contract = {
  status: true,
  total: "decimal(12,2)",
  code: "text",
  buyer: { email: pii("email"), city: true },
  array_nodes: { data: { label: true, step: "integer" } },
  array_tags: "json",
};

const FIRST: Profile["paths"] = {
  _id: types("objectId"),
  status: types("string"),
  buyer: types("object"),
  "buyer.city": types("string"),
  nodes: types("array"),
  "nodes[]": types("object"),
  "nodes[].data": types("object"),
  "nodes[].data.label": types("string"),
};

describe("The comparison of a batch with the registered schema", () => {
  const collection = collectionOf("shop", "orders", mongoCollection(CONTRACT));
  const { registered } = firstSchema(collection, profile(FIRST));

  const changes = (paths: Profile["paths"], schema = registered) => drift(collection, schema, profile(paths));
  const kinds = (paths: Profile["paths"]) => changes(paths).map(({ change, path }) => `${change} ${path}`);

  it("finds nothing in the batch of which the schema was made, nor in documents without a field or with null", () => {
    expect(kinds(FIRST)).to.deep.equal([]);
    expect(kinds({ status: types("null"), total: { types: { undefined: 2, null: 3 } } })).to.deep.equal([]);
  });

  it("takes what the contract declares, seen for the first time", () => {
    const declared = { total: numbers("decimal", 3, 2), code: types("objectId"), "nodes[].data.step": types("int") };
    expect(kinds(declared)).to.deep.equal([]);
  });

  it("takes a whole number of any BSON type where one was", () => {
    const contract = collectionOf("shop", "orders", mongoCollection({ count: true }));
    const schema = firstSchema(contract, profile({ count: types("int") })).registered;
    for (const bson of ["long", "doubleIntegral"])
      expect(drift(contract, schema, profile({ count: numbers(bson, 12, 0) })), bson).to.deep.equal([]);
    expect(drift(contract, schema, profile({ count: numbers("double", 1, 1) }))[0]?.change).to.equal("type");
  });

  it("finds another type, in a field and in an array", () => {
    expect(kinds({ status: types("int"), "nodes[].data.label": types("date") })).to.deep.equal([
      "type status",
      "type nodes[].data.label",
    ]);
  });

  it("finds a number among texts if the contract declares no type, and takes it if it declares text", () => {
    expect(kinds({ status: types("int") })).to.deep.equal(["type status"]);
    expect(kinds({ code: types("int") })).to.deep.equal([]);
  });

  it("finds an object where a single value is listed, and an array where an object is", () => {
    expect(kinds({ status: types("object"), buyer: types("array"), "buyer[]": types("object") })).to.deep.equal([
      "type status",
      "type buyer",
      "new buyer[]",
    ]);
  });

  it("finds values that no warehouse has, wherever they are", () => {
    expect(
      kinds({ total: types("notFinite"), "tags[]": types("stringWithNul"), status: types("dateOutOfRange") }),
    ).to.deep.equal(["value total", "value tags[]", "value status"]);
  });

  it("finds a text, JSON or a key that is too long", () => {
    expect(
      kinds({
        _id: { types: { objectId: 1 }, maxBytes: 1025 },
        status: { types: { string: 1 }, maxBytes: 65_536 },
        nodes: { types: { array: 1 }, maxBytes: 65_536 },
        tags: { types: { array: 1 }, maxBytes: 65_536 },
      }),
    ).to.deep.equal(["long _id", "long status", "long nodes", "long tags"]);
    expect(kinds({ status: { types: { string: 1 }, maxBytes: 65_535 } })).to.deep.equal([]);
  });

  it("finds digits that a decimal can't hold, before and after the point, and digits that nobody counted", () => {
    for (const seen of [numbers("decimal", 11, 0), numbers("double", 1, 3), types("decimal")])
      expect(kinds({ total: seen })).to.deep.equal(["digits total"]);
    expect(kinds({ total: numbers("long", 10, 0) })).to.deep.equal([]);
  });

  it("finds what is in a listed field and not listed, and nothing of a field that has left the contract", () => {
    expect(kinds({ "buyer.phone": types("string"), email: types("string") })).to.deep.equal(["unlisted buyer.phone"]);
  });

  it("says how many documents, and no value", () => {
    const seen = { types: { int: 3, string: 7 }, maxBytes: 9 };
    const found = changes({ status: seen });
    expect(found[0]).to.include({ documents: 3 });
    expect(Object.keys(found[0] ?? {})).to.have.members(["path", "change", "was", "is", "documents", "maxBytes"]);
  });

  describe("if it is accepted", () => {
    const acceptance = (paths: Profile["paths"]) => accept(collection, registered, changes(paths));
    const refused = (paths: Profile["paths"]) => {
      const result = acceptance(paths);
      return "refused" in result ? result.refused.map(({ path }) => path) : [];
    };

    it("is no change any more", () => {
      const paths = { status: types("int"), "nodes[].data.label": types("date") };
      const result = acceptance(paths);
      if ("refused" in result) throw new Error("refused");
      expect([result.effect, changes(paths, result.schema)]).to.deep.equal(["types", []]);
    });

    it("is refused where a mask would not cover it, and where the contract lists another thing", () => {
      expect(refused({ buyer: types("array") })).to.deep.equal(["buyer"]);
      expect(refused({ "buyer.email": types("object") })).to.deep.equal(["buyer.email"]);
      expect(refused({ status: types("object") })).to.deep.equal(["status"]);
      expect(refused({ "buyer.phone": types("string") })).to.deep.equal(["buyer.phone"]);
      expect(refused({ total: numbers("decimal", 20, 2) })).to.deep.equal(["total"]);
      expect(refused({ "tags[]": types("notFinite") })).to.deep.equal(["tags[]"]);
    });
  });
});

function types(...names: string[]): PathProfile {
  return { types: Object.fromEntries(names.map((name) => [name, 1])) };
}

function numbers(bson: string, digitsBefore: number, digitsAfter: number): PathProfile {
  return { types: { [bson]: 1 }, digitsBefore, digitsAfter };
}

function profile(paths: Profile["paths"]): Profile {
  return { documents: 1, paths };
}
