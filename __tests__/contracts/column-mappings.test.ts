import { expect } from "chai";
import fc from "fast-check";
import { columnMappings } from "../../contracts/column-mappings.ts";
import type { Tables } from "../../contracts/source.ts";
import { type Table, table } from "../../contracts/table.ts";

const notes = table({ key: ["id"], columns: { id: "integer", body: "text" } });

describe("The table mappings of a relational source", () => {
  it("[P-05] select each listed table, include each listed column, add the order of changes, and name the folder", () => {
    expect(columnMappings({ tables: { notes }, database: "practice", schema: "public" }).rules).to.deep.equal([
      {
        "rule-type": "selection",
        "rule-id": "1",
        "rule-name": "notes",
        "object-locator": { "schema-name": "public", "table-name": "notes" },
        "rule-action": "explicit",
        filters: [],
      },
      {
        "rule-type": "transformation",
        "rule-id": "2",
        "rule-name": "rename public",
        "rule-target": "schema",
        "object-locator": { "schema-name": "public" },
        "rule-action": "rename",
        value: "practice",
      },
      ...["id", "body"].map((column, index) => ({
        "rule-type": "transformation",
        "rule-id": String(index + 3),
        "rule-name": `include notes.${column}`,
        "rule-target": "column",
        "object-locator": { "schema-name": "public", "table-name": "notes", "column-name": column },
        "rule-action": "include-column",
      })),
      {
        "rule-type": "transformation",
        "rule-id": "5",
        "rule-name": "add notes.dms_change_sequence",
        "rule-target": "column",
        "object-locator": { "schema-name": "public", "table-name": "notes" },
        "rule-action": "add-column",
        value: "dms_change_sequence",
        expression: "$AR_H_CHANGE_SEQ",
        "data-type": { type: "string", length: 50 },
      },
    ]);
  });

  it("rename nothing if the schema has the source's name, as in MySQL", () => {
    const { rules } = columnMappings({ tables: { notes }, database: "practice", schema: "practice" });
    expect(rules.filter((rule) => rule["rule-action"] === "rename")).to.deep.equal([]);
  });

  const name = fc.stringMatching(/^[A-Za-z0-9_$]{1,12}$/);
  const randomTable: fc.Arbitrary<Table> = fc
    .uniqueArray(name, { minLength: 1, maxLength: 6 })
    .map((columns) => ({ key: [], columns: Object.fromEntries(columns.map((each) => [each, "text" as const])) }));
  const randomTables: fc.Arbitrary<Tables> = fc
    .uniqueArray(fc.tuple(name, randomTable), { minLength: 1, maxLength: 4, selector: ([each]) => each })
    .map((entries) => Object.fromEntries(entries));

  it("include exactly the listed columns of exactly the listed tables, whatever they are", () => {
    fc.assert(
      fc.property(randomTables, (tables) => {
        const { rules } = columnMappings({ tables, database: "shop", schema: "public" });
        const of = (action: string) => rules.filter((rule) => rule["rule-action"] === action);
        const locators = (action: string) =>
          of(action).map(({ "object-locator": it }) => Object.values(it).slice(1).join("."));
        const columns = Object.entries(tables).flatMap(([table, { columns }]) =>
          Object.keys(columns).map((column) => `${table}.${column}`),
        );
        expect(locators("explicit")).to.have.members(Object.keys(tables));
        expect(locators("include-column")).to.have.members(columns);
        expect(locators("add-column")).to.have.members(Object.keys(tables));
        expect(rules).to.have.length(1 + columns.length + 2 * Object.keys(tables).length);
      }),
    );
  });

  it("have unique ids and names, and no wildcard", () => {
    fc.assert(
      fc.property(randomTables, (tables) => {
        const { rules } = columnMappings({ tables, database: "shop", schema: "public" });
        for (const property of ["rule-id", "rule-name"] as const)
          expect(new Set(rules.map((rule) => rule[property])).size).to.equal(rules.length);
        expect(JSON.stringify(rules.map((rule) => rule["object-locator"]))).not.to.include("%");
      }),
    );
  });
});
