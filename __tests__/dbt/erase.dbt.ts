import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { pii } from "../../contracts/field.ts";
import { table } from "../../contracts/table.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import { type DbtWarehouse, startDbtWarehouse } from "./warehouse.ts";

const CLIENTS = table({ key: ["id"], columns: { id: "integer", email: pii("email") } });
const LINES = table({
  key: ["client", "day"],
  columns: { client: "text", day: "date", price: "decimal(12,2)" },
});
const WRITTEN = new Date("2026-02-22T11:10:00Z");
const LATER = "2999-01-01 00:00:00.000000";

const client = (id: number) => ({ id, email: `${id}@example.org` });

describe("ops warehouse erase, of files that dbt has not read", () => {
  let warehouse: DbtWarehouse;
  let clients: SourceTable;
  let lines: SourceTable;

  before(async () => {
    warehouse = await startDbtWarehouse({ practice: { engine: "mysql", tables: { clients: CLIENTS, lines: LINES } } });
    clients = new SourceTable(warehouse.lake, "practice", "clients", CLIENTS);
    lines = new SourceTable(warehouse.lake, "practice", "lines", LINES);
    await clients.load("2026-02-22 10:00:00.000000", [client(1), client(2)]);
    await lines.load("2026-02-22 10:00:00.000000", [{ client: "a", day: "2026-02-01", price: 1 }]);
    await build();
  });
  after(() => warehouse.stop());

  async function build(): Promise<void> {
    const { code, output } = await warehouse.dbt("build");
    expect(code, output).to.equal(0);
  }
  const erase = (name: string, key: string) =>
    warehouse.ops(["warehouse", "erase", "production", "--collection", `practice/${name}`, "--key", key, "--yes"]);
  const emails = (schema: string) =>
    warehouse
      .query(`SELECT id, email FROM ${schema}.clients ORDER BY id`)
      .then((rows) => rows.map(({ EMAIL }) => EMAIL));

  it("leaves a person erased, in every view and in _cdc, though older changes come later", async () => {
    await clients.change("2026-02-22 11:00:00.000000", [
      ["U", client(1)],
      ["U", client(2)],
    ]);
    await clients.change("2026-02-22 11:05:00.000000", [["U", client(1)]]);
    // Written before the erasure by a source whose clock is ahead.
    const ahead = await clients.change(LATER, [["U", client(1)]]);
    await utimes(join(warehouse.lake, ahead), WRITTEN, WRITTEN);
    const { code, out, err } = await erase("clients", "1");
    expect(code, err).to.equal(0);
    expect(out).to.include("Emptied 1 changes");
    await build();
    for (const schema of ["current_practice", "analytics_practice", "history_practice", "daily_practice"])
      expect(await emails(schema), schema).to.not.be.empty.and.not.include("1@example.org");
    const changes = await warehouse.query("SELECT id, email, _op FROM practice_cdc.clients WHERE email IS NULL");
    expect(changes, "each file has its rows, so that none is read again").to.deep.equal(
      Array(4).fill({ ID: null, EMAIL: null, _OP: "D" }),
    );
  });

  it("lets through what is made anew under the same key since, and its delete", async () => {
    const again = { id: 1, email: "new@example.org" };
    await clients.change(LATER, [["I", again]]);
    await build();
    expect(await emails("current_practice")).to.deep.equal(["new@example.org", "2@example.org"]);
    await clients.change("2999-01-01 00:00:01.000000", [["D", again]]);
    await build();
    expect(await emails("current_practice")).to.deep.equal(["2@example.org"]);
  });

  it("records a key of several values of which dbt has read nothing yet, and empties no other", async () => {
    await lines.change("2026-02-22 11:00:00.000000", [
      ["I", { client: "b", day: "2026-02-01", price: 2 }],
      ["I", { client: "b", day: "2026-02-02", price: 3 }],
    ]);
    const { code, out } = await erase("lines", '["b", "2026-02-01"]');
    expect(code, "nobody knows whether the key is mistyped").to.equal(1);
    expect(out).to.include("Its key is recorded");
    await build();
    const left = await warehouse.query("SELECT client, price FROM current_practice.lines ORDER BY price");
    expect(left.map(({ CLIENT, PRICE }) => [CLIENT, Number(PRICE)])).to.deep.equal([
      ["a", 1],
      ["b", 3],
    ]);
    const recorded = await warehouse.query("SELECT source_table, key_hash FROM operations.erased_keys");
    expect(recorded.map(({ SOURCE_TABLE }) => SOURCE_TABLE)).to.have.members(["practice/clients", "practice/lines"]);
    for (const { KEY_HASH } of recorded) expect(KEY_HASH).to.match(/^([0-9a-f]{64}){1,2}$/);
  });

  it("waits for a run that is going on: it may append the row once more", async () => {
    await warehouse.query("CREATE TABLE models.run_in_progress AS SELECT 'another' AS run, SYSDATE() AS began_at");
    const { code, err } = await erase("clients", "2");
    expect(code).to.equal(1);
    expect(err).to.include("Nothing is erased yet").and.include("the run another").and.include("--forget");
    expect(await emails("current_practice")).to.deep.equal(["2@example.org"]);
    await warehouse.query("DROP TABLE models.run_in_progress");
    expect((await erase("clients", "2")).code).to.equal(0);
    expect(await emails("current_practice")).to.deep.equal([]);
  });
});
