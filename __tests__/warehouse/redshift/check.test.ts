import { expect } from "chai";
import { SOURCES } from "../../../contracts/index.ts";
import type { AllowList } from "../../../contracts/mask.ts";
import { checkRedshift } from "../../../warehouse/redshift/check.ts";

describe("The check of collections for Redshift", () => {
  const problems = (databases: Readonly<Record<string, AllowList>>) =>
    checkRedshift(
      Object.fromEntries(
        Object.entries(databases).map(([name, collections]) => [name, { engine: "mongodb", collections }]),
      ),
    ).map(({ where, problem }) => `${where}: ${problem}`);

  it("accepts the contracts of this repository", () => {
    expect(checkRedshift(SOURCES)).to.deep.equal([]);
  });

  it("refuses two databases that would be one schema, and a name that is too long", () => {
    const fields = { status: true } as const;
    const long = "a".repeat(120);
    expect(problems({ Shop: { orders: fields }, shop: { orders: fields, [long]: fields } })).to.deep.equal([
      'shop: its schema in Redshift would be that of another database, "landing_shop"',
      `shop.${long}: a name in Redshift would have 128 characters, and 127 are allowed`,
    ]);
  });

  it("refuses fields that differ in their case only, and clearwell's own columns", () => {
    const found = problems({ shop: { orders: { Status: true, status: true, _batch: true } } });
    expect(found).to.deep.equal([
      "shop.orders.Status, status: would be the same column of Redshift, status",
      "shop.orders._batch: _batch is a column that clearwell adds to every table",
    ]);
  });
});
