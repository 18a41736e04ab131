import { expect } from "chai";
import type { Contract } from "../../../contracts/contract.ts";
import { key, pii } from "../../../contracts/field.ts";
import { checkViews } from "../../../warehouse/snowflake/check.ts";
import { viewsOf } from "../../../warehouse/snowflake/views.ts";

describe("The views of a collection", () => {
  it("have the members of an object as columns, named by their path", () => {
    expect(columnsOf({ shipping: { carrier: true, address: { country: true } } })).to.deep.equal({
      orders: ["oid__id", "shipping_carrier", "shipping_address_country"],
    });
  });

  it("have a view for each array of objects, with the key and each array's position", () => {
    expect(columnsOf({ status: true, array_lines: { sku: true, discounts: [{ code: true }] } })).to.deep.equal({
      orders: ["oid__id", "status"],
      orders_lines: ["oid__id", "_lines_position", "sku"],
      orders_lines_discounts: ["oid__id", "_lines_position", "_lines_discounts_position", "code"],
    });
  });

  it("have every part of a compound key in every view", () => {
    expect(columnsOf({ _id: { tenant: "key", number: key("integer") }, array_lines: { sku: true } })).to.deep.equal({
      orders: ["_id_tenant", "_id_number"],
      orders_lines: ["_id_tenant", "_id_number", "_lines_position", "sku"],
    });
  });

  it("name an element's field after its array if the key has its name", () => {
    expect(columnsOf({ _id: "key", array_lines: { _id: true, sku: true } })).to.deep.equal({
      orders: ["_id"],
      orders_lines: ["_id", "_lines_position", "lines__id", "sku"],
    });
  });

  it("have another name than a word that Snowflake reserves", () => {
    expect(viewsOf("order", { array_by: { sku: true } }).views.map(({ name }) => name)).to.deep.equal([
      "order_",
      "order_by",
    ]);
  });

  it("keep the class and the type of a key", () => {
    const { key: columns } = viewsOf("orders", { number: key(pii("customer_id", "integer")) });
    expect(columns).to.deep.equal([
      { name: "number", path: ["number"], field: "number", type: "integer", personal: pii("customer_id", "integer") },
    ]);
  });
});

describe("The check of Snowflake's views", () => {
  it("refuses a collection and an array that would be one view", () => {
    const problems = problemsOf({ orders: { array_lines: { sku: true } }, orders_lines: { sku: true } });
    expect(problems).to.deep.equal([
      "legion.orders.array_lines, orders_lines: would be the same view of Snowflake, orders_lines",
    ]);
  });

  it("refuses a field that would be the column of a position", () => {
    const problems = problemsOf({ orders: { array_lines: { _lines_position: true, sku: true } } });
    expect(problems).to.deep.equal([
      "legion.orders.array_lines, array_lines._lines_position: would be the same column of Snowflake, _lines_position",
    ]);
  });

  it("refuses a field with the name that another got because of the key", () => {
    const problems = problemsOf({ orders: { _id: "key", array_lines: { _id: true, lines__id: true } } });
    expect(problems).to.deep.equal([
      "legion.orders.array_lines._id, array_lines.lines__id: would be the same column of Snowflake, lines__id",
    ]);
  });

  it("accepts arrays of one name inside each other", () => {
    expect(
      problemsOf({ orders: { array_items: { sku: true, items: [{ sku: true, items: [{ sku: true }] }] } } }),
    ).to.deep.equal([]);
  });
});

function columnsOf(contract: Contract): Record<string, string[]> {
  const { key: keys, views } = viewsOf("orders", contract);
  return Object.fromEntries(
    views.map(({ name, arrays, columns }) => [
      name,
      [
        ...keys.map((each) => each.name),
        ...arrays.map(({ position }) => position),
        ...columns.map((each) => each.name),
      ],
    ]),
  );
}

function problemsOf(collections: Readonly<Record<string, Contract>>): string[] {
  return checkViews({ legion: { engine: "mongodb", collections } }).map(({ where, problem }) => `${where}: ${problem}`);
}
