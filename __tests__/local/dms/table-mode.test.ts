import { expect } from "chai";
import { Decimal, type Document, ObjectId } from "../../../local/dms/bson.ts";
import { toExtendedJson } from "../../../local/dms/extended-json.ts";
import { toCells } from "../../../local/dms/table-mode.ts";

const cells = (document: Document) => Object.fromEntries(toCells(document));

describe("A document as DMS flattens it in table mode", () => {
  it("prefixes the column of an ObjectId and of an array", () => {
    const id = new ObjectId("6c29269b0f16423566c6874d");
    expect(cells({ _id: id, tags: ["a"] })).to.deep.equal({ oid__id: id.hex, array_tags: '[ "a" ]' });
    expect(cells({ _id: "SKU-1" })).to.deep.equal({ _id: "SKU-1" });
  });

  it("makes dotted columns of nested documents, whatever their keys are", () => {
    const document = { a: { b: { c: 1 } }, contacts: { "ann@example.org": { name: "Ann" } } };
    expect(cells(document)).to.deep.equal({ "a.b.c": "1", "contacts.ann@example.org.name": "Ann" });
  });

  it("distinguishes null, the empty string and a missing field", () => {
    expect(cells({ none: null, empty: "" })).to.deep.equal({ none: null, empty: "" });
  });

  it("keeps the digits of an amount, and writes a time without zone", () => {
    const document = { total: new Decimal("1.10"), at: new Date("2026-02-22T10:15:00.120Z"), on: true };
    expect(cells(document)).to.deep.equal({ total: "1.10", at: "2026-02-22 10:15:00.120", on: "true" });
  });

  it("truncates an array at LobMaxSize, without an error", () => {
    const cell = cells({ nodes: Array.from({ length: 4_000 }, () => "somebody") }).array_nodes ?? "";
    expect(cell).to.have.lengthOf(32 * 1024);
    expect(() => JSON.parse(cell)).to.throw(SyntaxError);
  });
});

describe("MongoDB's Extended JSON", () => {
  it("wraps the types that JSON lacks", () => {
    const values = [new ObjectId("aa"), new Date(1_641_049_900_000), new Decimal("1.10"), null, 1, 'a"\n'];
    expect(JSON.parse(toExtendedJson(values))).to.deep.equal([
      { $oid: "aa" },
      { $date: 1_641_049_900_000 },
      { $numberDecimal: "1.10" },
      null,
      1,
      'a"\n',
    ]);
  });

  it("has libbson's spaces, in empty arrays and documents too", () => {
    expect(toExtendedJson([{ a: 1, b: [] }, {}])).to.equal('[ { "a" : 1, "b" : [  ] }, {  } ]');
  });
});
