import { expect } from "chai";
import type { Contract } from "../../contracts/contract.ts";
import { key, notPersonal, phi, pii } from "../../contracts/field.ts";
import { maskOf, masksOf } from "../../contracts/mask-of.ts";
import { table } from "../../contracts/table.ts";
import { maskHash } from "../../functions/cleaner/projection.ts";
import { EXPECTED_FIELDS_FOR_ANALYTICS as RELEASED } from "../deployed/contracts/index.ts";

describe("The mask of a contract", () => {
  it("has no types, classes or arrays", () => {
    const contract: Contract = {
      _id: key(pii("customer_id", "integer")),
      tier: true,
      at: "timestamp",
      price: "decimal(12,2)",
      mail: pii("email"),
      born: phi("date_of_birth", "date"),
      name: notPersonal("name of a product"),
      array_names: notPersonal("names of products", "json"),
      array_tags: "json",
      ref: { tenant: key("integer"), number: "key", note: true },
      lines: { price: "number", discounts: [{ code: pii("name"), steps: [{ at: "date" }] }] },
    };
    expect(maskOf(contract)).to.deep.equal({
      _id: "key",
      tier: true,
      at: true,
      price: true,
      mail: true,
      born: true,
      name: true,
      array_names: "json",
      array_tags: "json",
      ref: { tenant: "key", number: "key", note: true },
      lines: { price: true, discounts: { code: true, steps: { at: true } } },
    });
  });

  it("equals the contract if that is already a mask, in the same order", () => {
    for (const contract of Object.values<Contract>(RELEASED))
      expect(JSON.stringify(maskOf(contract))).to.equal(JSON.stringify(contract));
  });

  it("keeps its hash from the release before, whatever types and classes are added", () => {
    const hashes = Object.entries<Contract>(RELEASED).map(([name, contract]) => [
      name,
      maskHash({ mask: maskOf(typed(contract)), nullMarker: "NULL", passOp: true }),
    ]);
    expect(Object.fromEntries(hashes)).to.deep.equal({
      audit: "e9885bc856115b5e",
      cases: "e171652ff575fdfa",
      customers: "3edfbd33183eb0ab",
      orders: "a52685f117e9334c",
      products: "6100101d7cc55574",
    });
  });

  it("leaves out values that are not valid in a contract, because they are not listed", () => {
    const wrong = { a: false, b: "txt", c: ["d"], d: null, e: { f: "json", g: true }, h: [{ i: true }, { j: true }] };
    expect(maskOf(wrong as unknown as Contract)).to.deep.equal({ e: { g: true } });
  });

  it("keeps a name that is special in JavaScript", () => {
    const contract = JSON.parse('{"__proto__":true,"a":{"constructor":true,"__proto__":true}}') as Contract;
    expect(JSON.stringify(maskOf(contract))).to.equal(JSON.stringify(contract));
  });

  it("exists for collections, which the cleaner processes, and not for tables", () => {
    const users = table({ key: ["id"], columns: { id: "integer" } });
    expect(
      masksOf({
        shop: { engine: "mongodb", collections: { users: { tier: "text" } } },
        billing: { engine: "mysql", tables: { users } },
      }),
    ).to.deep.equal({ shop: { users: { tier: true } } });
  });
});

/** The same contract with types, classes and arrays everywhere. */
function typed(contract: Contract): Contract {
  const field = (value: unknown, depth: number): unknown => {
    if (value === true) return depth % 2 === 0 ? "timestamp" : pii("email", "integer");
    if (value === "key") return key(phi("patient_id"));
    if (value === "json") return notPersonal("codes", "json");
    const nested = Object.entries(value as object).map(([name, each]) => [name, field(each, depth + 1)]);
    return depth > 1 ? [Object.fromEntries(nested)] : Object.fromEntries(nested);
  };
  return field(contract, 0) as Contract;
}
