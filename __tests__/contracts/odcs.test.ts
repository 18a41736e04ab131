import { readFileSync } from "node:fs";
import { Ajv2019 } from "ajv/dist/2019.js";
import { expect } from "chai";
import { key, notPersonal, phi, pii } from "../../contracts/field.ts";
import { SOURCES } from "../../contracts/index.ts";
import { PHI_KINDS, PII_KINDS } from "../../contracts/kinds.ts";
import { odcsOf } from "../../contracts/odcs.ts";
import { type OdcsProperty, odcsId, propertyOf } from "../../contracts/odcs-property.ts";
import type { Source } from "../../contracts/source.ts";
import { table } from "../../contracts/table.ts";

const SHOP: Source = {
  engine: "mongodb",
  collections: {
    users: {
      _id: { tenant: "key", number: key(pii("customer_id", "integer")) },
      tier: true,
      "contact.email": pii("email"),
      name: notPersonal("name of a product"),
      address: { country: "text", seen: [{ at: "timestamp" }], array_plan: { code: true } },
      array_lines: { price: "decimal(12,2)", discounts: [{ code: true }] },
      array_tags: "json",
      settings: "json",
    },
    "order-items": { rate: "number", count: "integer", open: "boolean", on: "date", note: phi("free_text") },
  },
};
const BILLING: Source = {
  engine: "mysql",
  tables: {
    lines: table({ key: ["number", "invoice"], columns: { invoice: "integer", number: "integer", text: "text" } }),
  },
};
const NONE = new Map<string, string>();

describe("A contract in the Open Data Contract Standard", () => {
  const users = odcsOf("shop", SHOP, NONE).schema[0]?.properties ?? [];
  const named = (name: string, properties: readonly OdcsProperty[] = users) =>
    properties.find((each) => each.name === name) ?? expect.fail(name);

  const isValid = new Ajv2019({ strict: false, validateFormats: false, allErrors: true }).compile(
    JSON.parse(readFileSync("__tests__/contracts/odcs-schema/odcs-json-schema-v3.1.0.json", "utf8")) as object,
  );
  const problemsOf = (document: object) => (isValid(document) ? [] : isValid.errors);

  it("is what the standard's own schema allows: of the shipped sources, and of one of each kind", () => {
    for (const [database, source] of Object.entries({ ...SOURCES, shop: SHOP, billing: BILLING })) {
      const document = { version: "1.0.0", ...odcsOf(database, source, new Map([["users", "Who pays."]])) };
      expect(problemsOf(document), database).to.deep.equal([]);
    }
  });

  it("would be refused by that schema if a word or an id in it were wrong", () => {
    const document = { version: "1.0.0", ...odcsOf("shop", SHOP, NONE) };
    const withProperty = (property: object) => ({ ...document, schema: [{ name: "users", properties: [property] }] });
    expect(problemsOf(withProperty({ name: "a", logicalType: "string" }))).to.deep.equal([]);
    for (const wrong of [{ logicalType: "text" }, { id: "a.b" }, { kind: "email" }, { items: { kind: 1 } }])
      expect(problemsOf(withProperty({ name: "a", ...wrong })), JSON.stringify(wrong)).not.to.deep.equal([]);
  });

  it("has each collection and table with what it is for, and each column in the order of the contract", () => {
    const { schema, ...rest } = odcsOf("shop", SHOP, new Map([["users", "Who pays."]]));
    expect(rest).to.include({ apiVersion: "v3.1.0", kind: "DataContract", id: "clearwell-shop", name: "shop" });
    const [first, second, ...others] = schema;
    expect(others).to.deep.equal([]);
    expect(first).to.include({ id: "users", name: "users", logicalType: "object", physicalType: "collection" });
    expect(first?.description).to.equal("Who pays.");
    expect(second).to.include({ id: "order-2d-items", name: "order-items" }).and.not.to.have.property("description");
    const columns = Object.keys(SHOP.engine === "mongodb" ? (SHOP.collections.users ?? {}) : {});
    expect(users.map(({ name }) => name)).to.deep.equal([...columns, "dms_replicated_at", "Op"]);
    expect(odcsOf("billing", BILLING, NONE).schema[0]?.physicalType).to.equal("table");
  });

  it("has a logical and a physical type of each scalar", () => {
    const types = ["text", "integer", "number", "decimal(12,2)", "boolean", "date", "timestamp"].map((type) => {
      const { logicalType, physicalType } = propertyOf(["a"], type, []);
      return [logicalType, physicalType];
    });
    expect(types).to.deep.equal([
      ["string", "text"],
      ["integer", "integer"],
      ["number", "double precision"],
      ["number", "decimal(12,2)"],
      ["boolean", "boolean"],
      ["date", "date"],
      ["timestamp", "timestamp"],
    ]);
    expect(named("tier")).to.deep.equal({ id: "tier", name: "tier", logicalType: "string", physicalType: "text" });
  });

  it("has objects as properties, arrays of objects as items, and says of what is kept whole that it is JSON", () => {
    const code = { id: "code", name: "code", logicalType: "string", physicalType: "text" };
    const array = { logicalType: "array", physicalType: "array" };
    const items = (...properties: object[]) => ({ logicalType: "object", physicalType: "object", properties });
    expect(named("array_lines")).to.deep.equal({
      id: "array_lines",
      name: "array_lines",
      ...array,
      items: items(
        { id: "price", name: "price", logicalType: "number", physicalType: "decimal(12,2)" },
        { id: "discounts", name: "discounts", ...array, items: items(code) },
      ),
    });
    expect(named("address")).to.include({ logicalType: "object" }).and.not.to.have.property("items");
    // Inside a cell, only brackets say that it is an array.
    expect(named("array_plan", named("address").properties)).to.include({ logicalType: "object" });
    expect(named("seen", named("address").properties)).to.include({ logicalType: "array" });
    expect(named("array_tags")).to.include({ logicalType: "array", physicalType: "json" });
    expect(named("settings")).to.include({ logicalType: "object", physicalType: "json" });
  });

  it("has the class as classification and the kind beside it, and the reason of what is not personal as description", () => {
    expect(named("contact.email")).to.deep.equal({
      id: "contact-2e-email",
      name: "contact.email",
      logicalType: "string",
      physicalType: "text",
      classification: "pii",
      customProperties: [{ property: "personalDataKind", value: "email", description: PII_KINDS.email }],
    });
    const note = odcsOf("shop", SHOP, NONE).schema[1]?.properties.find(({ name }) => name === "note");
    expect(note?.classification).to.equal("phi");
    expect(note?.customProperties?.[0]?.description).to.equal(PHI_KINDS.free_text);
    expect(named("name").description).to.equal("name of a product");
    expect(named("name")).not.to.have.any.keys("classification", "customProperties");
  });

  it("has the parts of a key in their order: of a document, and of a row, where the table says it", () => {
    const inId = named("_id").properties ?? [];
    const part = (position: number) => ({ primaryKey: true, primaryKeyPosition: position, required: true });
    expect(named("tenant", inId)).to.include(part(1));
    expect(named("number", inId)).to.include({ ...part(2), logicalType: "integer", classification: "pii" });
    const lines = odcsOf("billing", BILLING, NONE).schema[0]?.properties ?? [];
    expect(lines).to.have.length(3);
    expect(named("number", lines)).to.include(part(1));
    expect(named("invoice", lines)).to.include(part(2));
    expect(named("text", lines)).not.to.have.any.keys("primaryKey", "required");
  });

  it("has what passes for every collection by itself, which a table has not", () => {
    const items = odcsOf("shop", SHOP, NONE).schema[1]?.properties.slice(-3) ?? [];
    expect(items.map(({ name, primaryKey }) => [name, primaryKey])).to.deep.equal([
      ["oid__id", true],
      ["dms_replicated_at", undefined],
      ["Op", undefined],
    ]);
  });

  it("gives two names two ids, and a name always the same", () => {
    const names = ["a.b", "a-2e-b", "a_b", "aéb", "a b", "A.b", "a😀b"];
    expect(new Set(names.map(odcsId)).size).to.equal(names.length);
    for (const name of names) expect(odcsId(name)).to.match(/^[A-Za-z0-9_-]+$/);
    expect(odcsId("array_nodes")).to.equal("array_nodes");
  });
});
