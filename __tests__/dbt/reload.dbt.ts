import { rm } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { pii } from "../../contracts/field.ts";
import { table } from "../../contracts/table.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import type { FakeAws } from "../ops/fake-aws.ts";
import { startTask } from "./fake-task.ts";
import { type DbtWarehouse, startDbtWarehouse } from "./warehouse.ts";

const CLIENTS = table({ key: ["id"], columns: { id: "integer", email: pii("email"), status: "text" } });
const STACK = "production-us-west-2-relational-to-snowflake";
const TASK_STARTED = "2026-02-22 10:00:00.000000";
/** A minute before the time of the tests' clock: clocks may differ by so much. */
const RELOAD = "2026-11-21T11:59:00.000Z";

const client = (id: number, status: string) => ({ id, status, email: `${id}@example.org` });

describe("ops warehouse run, and a reload of one table", () => {
  let warehouse: DbtWarehouse;
  let aws: FakeAws;
  let clients: SourceTable;
  let oldFile: string;
  let loaded: object = { TableState: "Full load" };

  before(async () => {
    const tables = { clients: CLIENTS };
    warehouse = await startDbtWarehouse({ practice: { engine: "mysql", tables } });
    aws = await startTask(tables, () => loaded);
    clients = new SourceTable(warehouse.lake, "practice", "clients", CLIENTS);
    await clients.load(TASK_STARTED, [client(1, "new"), client(2, "new"), client(3, "new")]);
    oldFile = await clients.change("2026-02-22 10:15:00.000000", [["U", client(1, "active")]]);
    await run();
  });
  after(async () => {
    await warehouse.stop();
    await aws.close();
  });

  const ops = async (...args: readonly string[]) => {
    const ran = await warehouse.ops(args, aws.endpoint);
    expect(ran.code, `${ran.out}${ran.err}`).to.equal(0);
    return ran;
  };
  const run = () => ops("warehouse", "run", STACK);
  const current = async () =>
    (await warehouse.query("SELECT * FROM current_practice.clients")).map((row) => clients.listed(row)).sort();

  it("makes what dbt needs, lets it build, and grants its views, so that a reader sees masked rows", async () => {
    expect(await current()).to.deep.equal(clients.rows());
    const rows = await warehouse.queryAs(["READER"], "SELECT id, email FROM analytics_practice.clients WHERE id = 1");
    expect(rows).to.deep.equal([{ ID: 1, EMAIL: "***" }]);
    const { out } = await ops("warehouse", "plan", STACK);
    expect(out).to.include("Nothing to apply.");
  });

  it("[P-09] reads the file that a reload writes again under its name, and ends rows that the complete reload does not bring", async () => {
    // The position was lost, and DMS did not see these.
    clients.missed("D", client(2, "new"));
    clients.missed("I", client(4, "new"));
    await ops("reload", STACK, "clients", "--yes");
    expect(aws.calls.filter(({ operation }) => operation === "ReloadTables")).to.have.length(1);
    // DMS may give the rows of a reload the time at which the task was started.
    await clients.load(TASK_STARTED, [], "2026-11-21 12:05:00.000000");
    await clients.change("2026-11-21 12:03:00.000000", [["U", client(3, "active")]]);
    await run();
    expect(await current(), "until it is complete, what it did not bring stays").to.have.length(4);

    loaded = { TableState: "Table completed", FullLoadRows: 3, FullLoadEndTime: 1_795_262_820 };
    await ops("warehouse", "run", STACK);
    expect(await current()).to.deep.equal(clients.rows());
    const rows = await warehouse.query("SELECT id, _valid_to FROM history_practice.clients WHERE id = 2");
    expect(rows.map(({ ID, _VALID_TO }) => [ID, (_VALID_TO as Date).toISOString()])).to.deep.equal([[2, RELOAD]]);
  });

  it("holds no row twice: each version of a file was read once", async () => {
    const [row] = await warehouse.query(
      "SELECT COUNT(*) AS n, COUNT(DISTINCT _file || _version || _row::VARCHAR) AS once FROM practice_cdc.clients",
    );
    expect([row?.N, row?.ONCE]).to.deep.equal([8, 8]);
  });

  it("[P-20] gives each row as it was at the end of each day that is over", async () => {
    const days = await warehouse.query(
      "SELECT status, COUNT(*) AS days, MIN(_day) AS first, MAX(_day) AS last FROM daily_practice.clients WHERE id = 3 AND _day < '2026-11-22' GROUP BY status ORDER BY first",
    );
    const day = (value: unknown) => (value as Date).toISOString().slice(0, 10);
    expect(days.map(({ STATUS, DAYS, FIRST, LAST }) => [STATUS, DAYS, day(FIRST), day(LAST)])).to.deep.equal([
      ["new", 272, "2026-02-22", "2026-11-20"],
      ["active", 1, "2026-11-21", "2026-11-21"],
    ]);
  });

  it("removes superseded changes after so many days, never the last of a key, and leaves views as they are", async () => {
    const views = () => warehouse.query("SELECT table_schema, created FROM INFORMATION_SCHEMA.VIEWS ORDER BY 1");
    const before = await views();
    await warehouse.query("UPDATE practice_cdc.clients SET _loaded_at = '2026-01-01'");
    // The lake keeps files for a shorter time.
    await rm(join(warehouse.lake, oldFile));
    const { code, output } = await warehouse.dbt("build", "--vars", "{cdc_days: 90}");
    expect(code, output).to.equal(0);
    expect(await current()).to.deep.equal(clients.rows());
    expect(await warehouse.query("SELECT id FROM practice_cdc.clients ORDER BY id")).to.deep.equal(
      [1, 2, 3, 4].map((ID) => ({ ID })),
    );
    expect(await views()).to.deep.equal(before);
  });

  it("knows how old the newest change is", async () => {
    const { output } = await warehouse.dbt("source", "freshness");
    expect(output).to.match(/(PASS|WARN) freshness of practice\.clients/);
  });

  it("erases a person from every view, also what the contract lists no longer, and dbt does not bring the rows back", async () => {
    await warehouse.query("ALTER TABLE practice_cdc.clients ADD COLUMN unlisted VARCHAR");
    await warehouse.query("UPDATE practice_cdc.clients SET unlisted = 'kept' WHERE id = 4");
    const erase = ["warehouse", "erase", STACK, "--collection", "practice/clients", "--key", "4"];
    expect((await ops(...erase)).out)
      .to.include("Would empty 1 changes")
      .and.include("add --yes");
    await ops(...erase, "--yes");
    clients.missed("D", client(4, "new"));
    const { code, output } = await warehouse.dbt("build");
    expect(code, output).to.equal(0);
    expect(await current()).to.deep.equal(clients.rows());
    const left = await warehouse.query(
      "SELECT email, status, unlisted, _op FROM practice_cdc.clients WHERE id IS NULL",
    );
    expect(left).to.deep.equal([{ EMAIL: null, STATUS: null, UNLISTED: null, _OP: "D" }]);
    expect(await warehouse.query("SELECT * FROM history_practice.clients WHERE id = 4")).to.deep.equal([]);
  });
});
