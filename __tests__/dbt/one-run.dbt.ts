import { expect } from "chai";
import { table } from "../../contracts/table.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import { type DbtWarehouse, startDbtWarehouse } from "./warehouse.ts";

const CLIENTS = table({ key: ["id"], columns: { id: "integer" } });

describe("Two runs of dbt at once", () => {
  let warehouse: DbtWarehouse;

  before(async () => {
    warehouse = await startDbtWarehouse({ practice: { engine: "mysql", tables: { clients: CLIENTS } } });
    const clients = new SourceTable(warehouse.lake, "practice", "clients", CLIENTS);
    await clients.load("2026-02-22 10:00:00.000000", [{ id: 1 }]);
  });
  after(() => warehouse.stop());

  it("end with the second, which says so and changes nothing", async () => {
    await warehouse.query("CREATE TABLE models.run_in_progress AS SELECT 'another' AS run, SYSDATE() AS began_at");
    await warehouse.query("GRANT SELECT ON TABLE models.run_in_progress TO ROLE CLEARWELL_PRODUCTION_TRANSFORMER");
    const second = await warehouse.dbt("build");
    expect(second.code, "it did not get as far as a model").to.equal(2);
    expect(second.output).to.include("RUN_IN_PROGRESS: a run that began at 20");
    expect(await warehouse.query("SHOW TABLES IN SCHEMA practice_cdc")).to.deep.equal([]);
    expect(await warehouse.query("SELECT run FROM models.run_in_progress")).to.deep.equal([{ RUN: "another" }]);
  });

  it("append each change once, whichever comes first", async () => {
    await warehouse.query("DROP TABLE models.run_in_progress");
    const runs = await Promise.all([warehouse.dbt("build"), warehouse.dbt("build", "--target-path", "other-target")]);
    const codes = runs.map(({ code }) => code);
    expect(codes, runs.map(({ output }) => output).join("\n")).to.include(0);
    expect(await warehouse.query("SELECT id FROM practice_cdc.clients")).to.deep.equal([{ ID: 1 }]);
    expect(await warehouse.query("SHOW TABLES IN SCHEMA models")).to.deep.equal([]);
  });
});
