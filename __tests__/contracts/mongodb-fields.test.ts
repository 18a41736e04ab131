import { expect } from "chai";
import { checkMongoFields } from "../../contracts/check-mongodb-fields.ts";
import type { Contract } from "../../contracts/contract.ts";
import { key, notPersonal, pii } from "../../contracts/field.ts";
import { SOURCES } from "../../contracts/index.ts";
import { MONGODB_COLLECTIONS } from "../../contracts/mongodb-collections.ts";
import { mongoCollection } from "../../contracts/mongodb-fields.ts";

describe("A contract by MongoDB's names", () => {
  it("has no prefix of DMS at the top, and keeps names in objects as they are", () => {
    const { fields } = mongoCollection({ oid_customer_id: true, array_nodes: { oid_x: { array_y: true } } });
    expect(fields).to.deep.equal([
      { name: "customer_id", kind: "scalar", isArray: false },
      {
        name: "nodes",
        kind: "nested",
        isArray: true,
        fields: [
          {
            name: "oid_x",
            kind: "nested",
            isArray: false,
            fields: [{ name: "array_y", kind: "whole", isArray: false }],
          },
        ],
      },
    ]);
  });

  it("has the declared type and the class of a field, and no type where the data decides", () => {
    const { fields } = mongoCollection({
      total: "decimal(12,2)",
      buyer: pii("email"),
      name: notPersonal("of a product"),
      status: true,
      array_tags: "json",
      lines: [{ price: "integer" }] as never,
    });
    expect(fields.map(({ name, kind, type }) => [name, kind, type])).to.deep.equal([
      ["total", "scalar", "decimal(12,2)"],
      ["buyer", "scalar", "text"],
      ["name", "scalar", "text"],
      ["status", "scalar", undefined],
      ["tags", "whole", undefined],
      ["lines", "nested", undefined],
    ]);
    expect(fields[1]?.personal?.kind).to.equal("email");
    expect(fields[5]).to.include({ isArray: true });
  });

  it("takes the key as an ObjectId, or as any scalar if the contract lists `_id`", () => {
    expect(mongoCollection({ a: true })).to.include({ key: "objectId", keyType: "text" });
    expect(mongoCollection({ oid__id: key(pii("customer_id")), a: true })).to.deep.include({
      key: "objectId",
      keyPersonal: pii("customer_id"),
    });
    const { key: kind, keyType, fields } = mongoCollection({ _id: key("integer"), a: true });
    expect([kind, keyType, fields.map(({ name }) => name)]).to.deep.equal(["scalar", "integer", ["a"]]);
  });

  it("is there for every collection of MongoDB, and for no table", () => {
    expect(Object.keys(MONGODB_COLLECTIONS)).to.deep.equal(["legion"]);
    expect(Object.keys(MONGODB_COLLECTIONS.legion ?? {})).to.deep.equal(
      SOURCES.legion?.engine === "mongodb" ? Object.keys(SOURCES.legion.collections) : [],
    );
  });
});

describe("The check of a contract for Redshift", () => {
  const problems = (contract: Contract) =>
    checkMongoFields(contract).map(({ where, problem }) => `${where}: ${problem}`);

  it("accepts every contract of this repository", () => {
    for (const source of Object.values(SOURCES))
      if (source.engine === "mongodb")
        for (const contract of Object.values(source.collections)) expect(problems(contract)).to.deep.equal([]);
  });

  it("refuses names that no projection can have, at any depth", () => {
    expect(checkMongoFields({ "a.b": true, c: { $d: true, ok: true } }).map(({ where }) => where)).to.deep.equal([
      "a.b",
      "c.$d",
    ]);
  });

  it("refuses two fields that meet in one column", () => {
    expect(problems({ Name: true, name: true, "a b": true, a_b: true })).to.deep.equal([
      "Name, name: would be the same column of Redshift, name",
      "a b, a_b: would be the same column of Redshift, a_b",
    ]);
  });

  it("refuses reserved words, its own columns, and names that are too long", () => {
    expect(problems({ tag: true, _op: true, array__ordinal: "json", [`x${"y".repeat(127)}`]: true })).to.deep.equal([
      "tag: tag is a reserved word of Redshift",
      "_op: _op is a column that clearwell adds to every table",
      "_ordinal: _ordinal is a column that clearwell adds to every table",
      `x${"y".repeat(127)}: its column's name has 128 characters, Redshift allows 127`,
    ]);
  });

  it("refuses a key that is not the whole `_id`", () => {
    expect(checkMongoFields({ sku: "key", a: true }).map(({ where }) => where)).to.deep.equal(["sku"]);
    expect(checkMongoFields({ _id: { tenant: "key" }, a: true }).map(({ where }) => where)).to.deep.equal([
      "_id.tenant",
    ]);
    expect(checkMongoFields({ _id: "key", a: true })).to.deep.equal([]);
  });
});
