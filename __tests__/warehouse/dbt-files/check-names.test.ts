import { expect } from "chai";
import { SOURCES } from "../../../contracts/index.ts";
import type { Source, Sources } from "../../../contracts/source.ts";
import { table } from "../../../contracts/table.ts";
import { makeApp } from "../../../stacks/make-app.ts";
import { checkWarehouseNames } from "../../../warehouse/dbt-files/check-names.ts";
import { production } from "../../stacks/relational-to-snowflake/fixtures.ts";

describe("The check of the names in Snowflake and in dbt", () => {
  const found = (sources: Sources) => checkWarehouseNames(sources).map(({ where, problem }) => `${where}: ${problem}`);
  const same = (one: string, other: string, schema: string) => [
    `${one}, ${other}: would be the same schema of Snowflake, ${schema}`,
  ];

  it("finds nothing in this repository", () => {
    expect(found(SOURCES)).to.deep.equal([]);
  });

  for (const kind of ["current", "history", "daily", "analytics", "external"])
    it(`refuses a source a_cdc beside a source ${kind}_a`, () => {
      expect(found({ a_cdc: mysql(), [`${kind}_a`]: mysql() })).to.deep.equal(
        same("a_cdc", `${kind}_a`, `${kind}_a_cdc`),
      );
    });

  for (const kind of ["landing", "current", "analytics", "checks"])
    it(`refuses a database a_cdc of MongoDB beside a source ${kind}_a`, () => {
      const legion: Source = { engine: "mongodb", collections: { users: { tier: true } } };
      expect(found({ a_cdc: legion, [`${kind}_a`]: mysql() })).to.deep.equal(
        same("a_cdc", `${kind}_a`, `${kind}_a_cdc`),
      );
    });

  it("allows names that only look alike", () => {
    expect(
      found({ a: mysql(), a_cdc: mysql(), a_cdc_cdc: mysql(), history_b: mysql(), history: mysql() }),
    ).to.deep.equal([]);
  });

  it("refuses tables whose models have one name, or whose tables have because one is a reserved word", () => {
    expect(found({ a: mysql("b__c"), a__b: mysql("c") })).to.deep.equal([
      "a.b__c, a__b.c: would be the same model of dbt, a__b__c_cdc",
    ]);
    expect(found({ a: mysql("order", "order_") })).to.deep.equal([
      "a.order, a.order_: would be the same table of Snowflake, a_cdc.order_",
    ]);
  });

  it("leaves to the contract check what a warehouse can't distinguish anyway", () => {
    expect(found({ "a-b": mysql("c"), a_b: mysql("c") })).to.deep.equal([]);
  });

  it("stops a synthesis, with a way out", () => {
    const sources = { ...SOURCES, a_cdc: mysql(), history_a: mysql() };
    expect(() => makeApp({ sources, environments: [production()] })).to.throw(
      /a_cdc, history_a\n.*would be the same schema of Snowflake, history_a_cdc\n.*rename one of them/,
    );
  });
});

function mysql(...names: readonly string[]): Source {
  const rooms = table({ key: ["id"], columns: { id: "integer" } });
  return {
    engine: "mysql",
    tables: Object.fromEntries((names.length ? names : ["rooms"]).map((name) => [name, rooms])),
  };
}
