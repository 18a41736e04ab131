import { expect } from "chai";
import { pii } from "../../contracts/field.ts";
import { table } from "../../contracts/table.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import { type DbtWarehouse, startDbtWarehouse } from "./warehouse.ts";

const CLIENTS = table({ key: ["id"], columns: { id: "integer", email: pii("email") } });
const NAME = "no_unlisted_column_practice__clients_cdc";
const SSN = "123-45-6789";

describe("dbt on a file with a column that no contract lists", () => {
  let warehouse: DbtWarehouse;
  let clients: SourceTable;

  before(async () => {
    warehouse = await startDbtWarehouse({ practice: { engine: "mysql", tables: { clients: CLIENTS } } });
    clients = new SourceTable(warehouse.lake, "practice", "clients", CLIENTS);
    await clients.load("2026-02-22 10:00:00.000000", [{ id: 1, email: null }]);
    const { code, output } = await warehouse.dbt("build");
    expect(code, output).to.equal(0);
    expect(output).to.match(new RegExp(`PASS ${NAME}`));
  });
  after(() => warehouse.stop());

  it("fails a test that counts the names, and shows none of the data", async () => {
    await clients.change("2026-02-22 11:00:00.000000", [["I", { id: 2, email: "a", ssn: SSN, "\u001b[2J": SSN }]]);
    const { code, output } = await warehouse.dbt("build");
    expect(code).to.equal(1);
    expect(output)
      .to.match(new RegExp(`FAIL 2 ${NAME}`))
      .and.not.include(SSN)
      .and.not.include("\u001b[2J");
  });

  it("lets it through nowhere", async () => {
    for (const schema of ["practice_cdc", "current_practice", "history_practice", "analytics_practice"]) {
      const rows = await warehouse.query(`SELECT * FROM ${schema}.clients`);
      expect(rows.length, schema).to.be.greaterThan(0);
      expect(JSON.stringify(rows).toLowerCase(), schema).not.to.include("ssn").and.not.to.include(SSN);
    }
  });

  it("passes again after an append of files without it", async () => {
    await clients.change("2026-02-22 12:00:00.000000", [["I", { id: 3, email: "b" }]]);
    const { code, output } = await warehouse.dbt("build");
    expect(code, output).to.equal(0);
    expect(await warehouse.query("SELECT id FROM current_practice.clients")).to.have.length(3);
  });

  it("finds one that differs from a listed one in the case of its letters only", async () => {
    const other = table({ key: ["Id"], columns: { Id: "integer", email: pii("email") } });
    const another = new SourceTable(warehouse.lake, "practice", "clients", other);
    await another.change("2026-02-22 13:00:00.000000", [["I", { Id: 4, email: "c" }]]);
    expect((await warehouse.dbt("build")).output).to.match(new RegExp(`FAIL 1 ${NAME}`));
  });
});
