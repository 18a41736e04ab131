import { expect } from "chai";
import { table } from "../../contracts/table.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import { type DbtWarehouse, startDbtWarehouse } from "./warehouse.ts";

const CLIENTS = table({ key: ["id"], columns: { id: "integer", status: "text" } });
const SWITCHES = table({ key: ["is_open"], columns: { is_open: "boolean", note: "text" } });

describe("The order of changes in dbt", () => {
  let warehouse: DbtWarehouse;
  let clients: SourceTable;

  before(async () => {
    const tables = { clients: CLIENTS, switches: SWITCHES };
    warehouse = await startDbtWarehouse({ practice: { engine: "mysql", tables } });
    clients = new SourceTable(warehouse.lake, "practice", "clients", CLIENTS);
    await clients.load("2026-02-22 10:00:00.000000", [{ id: 1, status: "new" }]);
    await clients.change("2026-02-22 10:15:00.000000", [["U", { id: 1, status: "first" }]]);
    // Its statement began before, and waited for the other's lock.
    await clients.change("2026-02-22 10:14:00.000000", [["U", { id: 1, status: "second" }]]);
    const { code, output } = await warehouse.dbt("run");
    expect(code, output).to.equal(0);
  });
  after(() => warehouse.stop());

  const current = async () =>
    (await warehouse.query("SELECT * FROM current_practice.clients")).map((row) => clients.listed(row));

  it("is that of the sequence, though the time was set back", async () => {
    expect(await current()).to.deep.equal(clients.rows());
    const versions = await warehouse.query(
      "SELECT status, _valid_from, _valid_to FROM history_practice.clients ORDER BY _valid_from, _valid_to NULLS LAST",
    );
    const time = (value: unknown) => (value as Date | null)?.toISOString().slice(11, 16) ?? null;
    expect(
      versions.map(({ STATUS, _VALID_FROM, _VALID_TO }) => [STATUS, time(_VALID_FROM), time(_VALID_TO)]),
    ).to.deep.equal([
      ["new", "10:00", "10:15"],
      ["first", "10:15", "10:15"],
      ["second", "10:15", null],
    ]);
  });

  it("decides which change stays when superseded ones are removed", async () => {
    await warehouse.query("UPDATE practice_cdc.clients SET _loaded_at = '2026-01-01'");
    expect((await warehouse.dbt("run", "--vars", "{cdc_days: 90}")).code).to.equal(0);
    expect(await warehouse.query("SELECT status FROM practice_cdc.clients")).to.deep.equal([{ STATUS: "second" }]);
    expect(await current()).to.deep.equal(clients.rows());
  });

  it("is tested for each table by dbt itself, also where a key has two values only", async () => {
    const { code, output } = await warehouse.dbt("test", "--select", "test_type:unit");
    expect(code, output).to.equal(0);
    const tests = ["", "2", "3", "4"].flatMap((number) => [`switches_order${number}`, `switches_versions${number}`]);
    for (const test of ["clients_order", "clients_versions", ...tests])
      expect(output).to.match(new RegExp(`PASS \\S+::practice__${test} `));
  });
});
