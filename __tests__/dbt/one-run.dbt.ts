import { expect } from "chai";
import { table } from "../../contracts/table.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import type { Row } from "../snowflake/connect.ts";
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
    const began = "DATEADD(minute, -90, SYSDATE())";
    await warehouse.query(
      `CREATE TABLE models.run_in_progress AS SELECT 'another (by me)' AS run, ${began} AS began_at`,
    );
    await warehouse.query("GRANT OWNERSHIP ON TABLE models.run_in_progress TO ROLE CLEARWELL_PRODUCTION_TRANSFORMER");
    const second = await warehouse.dbt("build");
    expect(second.code, "it did not get as far as a model").to.equal(2);
    expect(second.output.replaceAll(/\s+/g, " "))
      .to.match(
        /RUN_IN_PROGRESS: the run another \(by me\) began at 20[-\d]+ [:\d]+ UTC, (89|90|91) minutes ago, and has not ended/,
      )
      .and.include("ops warehouse run <stack> --forget");
    expect(await warehouse.query("SHOW TABLES IN SCHEMA practice_cdc")).to.deep.equal([]);
    expect(await warehouse.query("SELECT run FROM models.run_in_progress")).to.deep.equal([{ RUN: "another (by me)" }]);
  });

  it("goes on once it is forgotten, and says in the table who began it", async () => {
    expect((await warehouse.dbt("run-operation", "forget_run")).code).to.equal(0);
    let hasEnded = false;
    const running = warehouse.dbt("run").finally(() => {
      hasEnded = true;
    });
    let runs: readonly Row[] = [];
    while (runs.length === 0 && !hasEnded)
      runs = await warehouse.query("SELECT run FROM models.run_in_progress").catch(() => []);
    expect(runs[0]?.RUN).to.match(/^[0-9a-f-]{36} \(by \S.*\)$/);
    expect((await running).code).to.equal(0);
    expect(await warehouse.query("SHOW TABLES IN SCHEMA models")).to.deep.equal([]);
  });

  it("append each change once, whichever comes first", async () => {
    const runs = await Promise.all([warehouse.dbt("build"), warehouse.dbt("build", "--target-path", "other-target")]);
    const codes = runs.map(({ code }) => code);
    expect(codes, runs.map(({ output }) => output).join("\n")).to.include(0);
    expect(await warehouse.query("SELECT id FROM practice_cdc.clients")).to.deep.equal([{ ID: 1 }]);
    expect(await warehouse.query("SHOW TABLES IN SCHEMA models")).to.deep.equal([]);
  });
});
