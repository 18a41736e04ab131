import { expect } from "chai";
import { columnMappings } from "../../../contracts/column-mappings.ts";
import { table } from "../../../contracts/table.ts";
import { tableMappings } from "../../../contracts/table-mappings.ts";
import { mappingDifferences } from "../../../ops/task/mapping-differences.ts";
import { ALLOW_LIST } from "../../stacks/fixtures.ts";

describe("deployed table mappings, compared with the allow-list", () => {
  const { rules } = tableMappings(ALLOW_LIST, "legion");
  const differences = (...deployed: object[]) => mappingDifferences(JSON.stringify({ rules: deployed }), rules);

  it("agree in any order, and whatever the ids and names of the rules", () => {
    const renamed = rules.map((rule) => ({ ...rule, "rule-id": "77", "rule-name": "another" })).reverse();
    expect(differences(...renamed)).to.deep.equal({ notDeployed: [], notListed: [] });
  });

  it("differ by a collection that is listed and not deployed, and by one that is deployed and not listed", () => {
    expect(differences(...rules.slice(1)).notDeployed).to.deep.equal(["legion.tickets"]);
    const [other] = tableMappings({ people: { name: true } }, "legion").rules;
    expect(differences(...rules, other as object).notListed).to.deep.equal(["legion.people"]);
    const { rules: elsewhere } = tableMappings(ALLOW_LIST, "other");
    expect(mappingDifferences(JSON.stringify({ rules }), elsewhere).notDeployed).to.deep.equal([
      "other.tickets",
      "other.invoices",
    ]);
  });

  it("agree with the columns of tables, and differ by each of their rules that is missing or another", () => {
    const tables = { entries: table({ key: ["id"], columns: { id: "integer" } }) };
    const { rules: listed } = columnMappings({ tables, database: "ledger", schema: "books" });
    const compare = (deployed: readonly object[]) => mappingDifferences(JSON.stringify({ rules: deployed }), listed);
    const moved = listed.map((rule) => ({ ...rule, "rule-id": "77", "rule-name": "another" })).reverse();
    expect(compare(moved)).to.deep.equal({ notDeployed: [], notListed: [] });
    expect(compare([]).notDeployed).to.deep.equal([
      "books.entries",
      "books, renamed to ledger",
      "books.entries.id",
      "books.entries.dms_change_sequence = $AR_H_CHANGE_SEQ",
    ]);
    for (const [place, rule] of listed.entries()) {
      const changed = listed.map((each, index) => (index === place ? { ...rule, "rule-action": "remove" } : each));
      const { notDeployed, notListed } = compare(changed);
      expect([notDeployed.length, notListed.length]).to.deep.equal([1, 1]);
    }
  });

  it("differ by each rule that does not select exactly one whole collection", () => {
    const [first, ...others] = rules;
    for (const change of [{ "rule-action": "include" }, { "rule-action": "exclude" }, { filters: [{ by: "state" }] }]) {
      const { notDeployed, notListed } = differences({ ...first, ...change }, ...others);
      expect(notDeployed).to.deep.equal(["legion.tickets"]);
      expect(notListed).to.have.length(1);
    }
    const transformation = { "rule-type": "transformation", "rule-action": "remove-column", "rule-id": "9" };
    expect(differences(...rules, transformation)).to.deep.equal({
      notDeployed: [],
      notListed: [JSON.stringify(transformation)],
    });
  });
});
