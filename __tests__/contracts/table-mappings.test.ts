import { expect } from "chai";
import { EXPECTED_FIELDS_FOR_ANALYTICS } from "../../contracts/index.ts";
import { TABLE_MAPPINGS_MAX_BYTES, tableMappings } from "../../contracts/table-mappings.ts";

describe("The table mappings", () => {
  const { rules } = tableMappings(EXPECTED_FIELDS_FOR_ANALYTICS, "legion");

  it("[C-001, C-010] include each listed collection once and nothing else", () => {
    const tables = rules.map((rule) => rule["object-locator"]["table-name"]);
    expect(tables).to.deep.equal(Object.keys(EXPECTED_FIELDS_FOR_ANALYTICS));
    expect(rules.every((rule) => rule["rule-type"] === "selection")).to.equal(true);
  });

  it("[C-010] read names literally, so that an underscore matches no other collection", () => {
    const [rule] = tableMappings({ user_events: { kind: true } }, "legion").rules;
    expect(rule).to.deep.equal({
      "rule-type": "selection",
      "rule-id": "1",
      "rule-name": "user_events",
      "object-locator": { "schema-name": "legion", "table-name": "user_events" },
      "rule-action": "explicit",
      filters: [],
    });
  });

  it("[C-052] name the configured database", () => {
    const [rule] = tableMappings({ audit: { status: true } }, "other").rules;
    expect(rule?.["object-locator"]["schema-name"]).to.equal("other");
  });

  it("give every rule a unique id and name", () => {
    expect(new Set(rules.map((rule) => rule["rule-id"])).size).to.equal(rules.length);
    expect(new Set(rules.map((rule) => rule["rule-name"])).size).to.equal(rules.length);
  });

  it("[C-039] get one more rule at the end if a collection is appended, and no other change", () => {
    const grown = tableMappings({ ...EXPECTED_FIELDS_FOR_ANALYTICS, more: { a: true } }, "legion").rules;
    expect(grown.slice(0, -1)).to.deep.equal(rules);
  });

  it("stay below 90 % of the size that DMS accepts", () => {
    expect(Buffer.byteLength(JSON.stringify({ rules }))).to.be.below(0.9 * TABLE_MAPPINGS_MAX_BYTES);
  });
});
