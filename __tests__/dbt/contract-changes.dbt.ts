import { expect } from "chai";
import { pii } from "../../contracts/field.ts";
import { type Table, table } from "../../contracts/table.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import { type DbtWarehouse, startDbtWarehouse } from "./warehouse.ts";

const BEFORE = table({
  key: ["id"],
  columns: { id: "integer", email: pii("email"), age: pii("age", "integer"), status: "text" },
});
const AFTER = table({
  key: ["id"],
  columns: { id: "integer", email: pii("email"), age: pii("age"), phone: pii("phone") },
});

describe("dbt after a change of the contract", () => {
  let warehouse: DbtWarehouse;

  before(async () => {
    warehouse = await startDbtWarehouse(listing(BEFORE));
    await new SourceTable(warehouse.lake, "practice", "clients", BEFORE).load("2026-02-22 10:00:00.000000", [
      { id: 1, email: "one@example.org", age: 41, status: "new" },
    ]);
    await build();
    await warehouse.query("CREATE DATABASE ROLE analyst");
    await warehouse.query("GRANT USAGE ON SCHEMA analytics_practice TO DATABASE ROLE analyst");
    await warehouse.query("GRANT SELECT ON VIEW analytics_practice.clients TO DATABASE ROLE analyst");
    await warehouse.query("GRANT USAGE ON SCHEMA external_practice TO DATABASE ROLE analyst");
    await warehouse.query("GRANT SELECT ON EXTERNAL TABLE external_practice.clients TO DATABASE ROLE analyst");
    await new SourceTable(warehouse.lake, "practice", "clients", AFTER).change("2026-02-22 11:00:00.000000", [
      ["I", { id: 2, email: "two@example.org", age: "42", phone: "555" }],
    ]);
    await warehouse.list(listing(AFTER));
    await build();
  });
  after(() => warehouse.stop());

  async function build(): Promise<void> {
    const run = await warehouse.dbt("build");
    expect(run.code, run.output).to.equal(0);
  }

  const columns = async (name: string) =>
    Object.keys((await warehouse.query(`SELECT * FROM ${name}`))[0] ?? {}).filter(
      (column) => !/^_|\$|^VALUE$/.test(column),
    );

  it("reads a column that is listed now, and no longer one that is not", async () => {
    expect(await columns("external_practice.clients")).to.have.members(["ID", "EMAIL", "AGE", "PHONE"]);
    expect(await columns("analytics_practice.clients")).to.deep.equal(["ID", "EMAIL", "AGE", "PHONE"]);
    const rows = await warehouse.query("SELECT id, phone FROM current_practice.clients ORDER BY id");
    expect(rows).to.deep.equal([
      { ID: 1, PHONE: null },
      { ID: 2, PHONE: "555" },
    ]);
  });

  it("keeps in the changes what it has loaded", async () => {
    const rows = await warehouse.query("SELECT id, status, phone FROM practice_cdc.clients ORDER BY id");
    expect(rows).to.deep.equal([
      { ID: 1, STATUS: "new", PHONE: null },
      { ID: 2, STATUS: null, PHONE: "555" },
    ]);
  });

  it("gives a column its new type, so that the mask for this type hides it", async () => {
    const inClear = await warehouse.query("SELECT age FROM current_practice.clients ORDER BY id");
    expect(inClear).to.deep.equal([{ AGE: "41" }, { AGE: "42" }]);
    const masked = await warehouse.queryAs(["READER"], "SELECT age FROM analytics_practice.clients");
    expect(masked).to.deep.equal([{ AGE: "***" }, { AGE: "***" }]);
  });

  it("masks the new column from the start", async () => {
    const [, two] = await warehouse.queryAs(["READER"], "SELECT id, phone FROM analytics_practice.clients ORDER BY id");
    expect(two).to.deep.equal({ ID: 2, PHONE: "***" });
  });

  it("puts a tag back that somebody has taken off, or takes off one that is not declared, though the SQL is the same", async () => {
    const tag = "CLEARWELL_PRODUCTION.governance.pii";
    const view = "ALTER VIEW analytics_practice.clients MODIFY COLUMN";
    const masked = () => warehouse.queryAs(["READER"], "SELECT * FROM analytics_practice.clients WHERE id = 2");
    const before = await masked();
    for (const byHand of [`${view} phone UNSET TAG ${tag}`, `${view} id SET TAG ${tag} = 'name'`]) {
      await warehouse.query(byHand);
      expect(await masked(), byHand).to.not.deep.equal(before);
      await build();
      expect(await masked(), byHand).to.deep.equal(before);
    }
  });

  it("replaces no external table, so that grants survive, as they do on views", async () => {
    for (const name of ["analytics_practice.clients", "external_practice.clients"])
      expect(await warehouse.queryAs(["ANALYST"], `SELECT id FROM ${name}`), name).to.have.length(2);
  });
});

function listing(clients: Table) {
  return { practice: { engine: "mysql", tables: { clients } } } as const;
}
