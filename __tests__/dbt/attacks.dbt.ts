import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { pii } from "../../contracts/field.ts";
import { type Table, table } from "../../contracts/table.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import { type DbtWarehouse, startDbtWarehouse } from "./warehouse.ts";

const BEFORE = table({
  key: ["id"],
  columns: { id: "integer", nickname: "text", email: pii("email"), status: "text" },
});
const AFTER = table({
  key: ["id"],
  columns: { id: "integer", nickname: pii("name"), email: pii("email") },
});
const LATER = table({ key: ["id"], columns: { id: "integer", nickname: pii("name"), phone: pii("phone") } });
const ANALYTICS = "analytics_practice.clients";

describe("dbt under attack", () => {
  let warehouse: DbtWarehouse;
  let clients: SourceTable;
  const asReader = async () => JSON.stringify(await warehouse.queryAs(["READER"], `SELECT * FROM ${ANALYTICS}`));

  before(async () => {
    warehouse = await startDbtWarehouse(listing(BEFORE));
    clients = new SourceTable(warehouse.lake, "practice", "clients", BEFORE);
    await clients.load("2026-02-22 10:00:00.000000", [
      { id: 1, nickname: "Johnny", email: "one@example.org", status: "secret status" },
      { id: 2, nickname: "Jack", email: "two@example.org", status: "other status" },
    ]);
    const { code, output } = await warehouse.dbt("build");
    expect(code, output).to.equal(0);
  });
  after(() => warehouse.stop());

  it("goes on reading changes after one that is dated in the future", async () => {
    const row = { id: 8, nickname: "Future", email: null, status: "s" };
    await clients.change("2999-01-01 00:00:00.000000", [["I", row]]);
    expect((await warehouse.dbt("run")).code).to.equal(0);
    await clients.change("2026-02-22 11:00:00.000000", [["I", { ...row, id: 9 }]]);
    const { code, output } = await warehouse.dbt("build");
    expect(code, output).to.equal(0);
    expect(await warehouse.query("SELECT id FROM current_practice.clients WHERE id > 7 ORDER BY id")).to.deep.equal([
      { ID: 8 },
      { ID: 9 },
    ]);
  });

  it("takes an unlisted column from readers and masks a classified one in the first run after the merge", async () => {
    // DMS has written this before the deploy, so it has the column, and no_unlisted_column fails.
    await clients.change("2026-02-22 12:00:00.000000", [
      ["I", { id: 3, nickname: "Late", email: "three@example.org", status: "s" }],
    ]);
    await warehouse.list(listing(AFTER));
    const { code, out, err } = await warehouse.ops(["warehouse", "run", "production", "--yes"]);
    expect(code, "the test fails all the same").to.equal(1);
    expect(out).to.include("dbt test failed (exit code 1)");
    expect(await asReader(), err)
      .to.not.include("secret status")
      .and.not.include("Johnny");
  });

  it("does so also of a table whose append fails: its views show what is there, by the present contract", async () => {
    const key = await clients.change("2026-02-22 13:00:00.000000", [["I", { id: 4, nickname: "Torn", email: "e" }]]);
    const damaged = join(warehouse.lake, key);
    await writeFile(damaged, (await readFile(damaged)).subarray(0, -20));
    await warehouse.list(listing(LATER));
    const { code, out, err } = await warehouse.ops(["warehouse", "run", "production", "--yes"]);
    expect(code, err).to.equal(1);
    expect(out).to.include("dbt run failed (exit code 1)");
    const [row, ...others] = await warehouse.queryAs(["READER"], `SELECT * FROM ${ANALYTICS} WHERE id = 3`);
    expect(others).to.deep.equal([]);
    expect(Object.keys(row ?? {})).to.deep.equal(["ID", "NICKNAME", "PHONE", "_SOURCE_AT", "_LOADED_AT"]);
    expect(row).to.include({ NICKNAME: "***", PHONE: "***" });
    expect(await warehouse.query("SELECT id FROM practice_cdc.clients WHERE id = 4")).to.deep.equal([]);
  });
});

function listing(clients: Table) {
  return { practice: { engine: "mysql", tables: { clients } } } as const;
}
