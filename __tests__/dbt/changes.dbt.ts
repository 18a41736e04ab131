import { readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { phi, pii } from "../../contracts/field.ts";
import { table } from "../../contracts/table.ts";
import type { DbtRun } from "../../local/dbt/run-dbt.ts";
import type { Row } from "../../local/lake/lake-file.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import { unparsable } from "../snowflake/unparsable.ts";
import { type DbtWarehouse, startDbtWarehouse } from "./warehouse.ts";

const CLIENTS = table({
  key: ["id"],
  columns: {
    id: "integer",
    patient: phi("patient_id"),
    last_name: phi("name"),
    email: pii("email"),
    born: phi("date_of_birth", "date"),
    active: "boolean",
    balance: "decimal(12,2)",
    updated_at: "timestamp",
  },
});
const LINES = table({
  key: ["invoice_id", "line"],
  columns: { invoice_id: "integer", line: "integer", price: "decimal(12,2)" },
});

const LOADED_AT = "2026-02-22 10:00:00.000000";
const SAME_SECOND = "2026-02-22 10:15:00.000000";

const client = (id: number, more: Row = {}): Row => ({
  ...{ id, patient: `p-${id}`, last_name: "Müller", email: "someone@example.org", born: "1942-01-23", active: true },
  ...{ balance: 9.9, updated_at: "2026-02-22 09:00:00", ...more },
});

describe("dbt on the files of the lake", () => {
  let warehouse: DbtWarehouse;
  let clients: SourceTable;
  let lines: SourceTable;
  let first: DbtRun;

  before(async () => {
    warehouse = await startDbtWarehouse({
      practice: { engine: "mysql", tables: { clients: CLIENTS } },
      billing: { engine: "postgres", tables: { invoice_lines: LINES } },
    });
    clients = new SourceTable(warehouse.lake, "practice", "clients", CLIENTS);
    lines = new SourceTable(warehouse.lake, "billing", "invoice_lines", LINES);
    await clients.load(LOADED_AT, [
      client(1, { last_name: "Null" }),
      client(2, { last_name: null, balance: null, active: null, born: null }),
      client(3),
      client(4, { last_name: "null" }),
      client(5),
    ]);
    // During the load, so the load may have it or not.
    await clients.change(LOADED_AT, [["U", client(5, { balance: 5 })]]);
    await clients.change(SAME_SECOND, [
      ["U", client(1, { last_name: "Null", balance: 1 })],
      ["U", client(1, { last_name: "Null", balance: 2 })],
      ["D", client(3)],
      ["D", client(2)],
      ["I", client(2, { active: false })],
      ["I", client(6)],
      ["D", client(6)],
      ["I", client(7)],
    ]);
    // Sequences and not places in the file say which came last.
    const reversed = [9, 10, 11].map((balance) => ["U", client(4, { last_name: "null", balance })] as const);
    await clients.change("2026-02-22 10:16:00.000000", reversed, "reversed");
    await lines.load(LOADED_AT, [
      { invoice_id: 1, line: 1, price: 1 },
      { invoice_id: 1, line: 2, price: 2 },
    ]);
    // The same, as if DMS had not added the sequence.
    await lines.change(LOADED_AT, [["U", { invoice_id: 1, line: 2, price: 20 }]], "unsequenced");
    await lines.change(SAME_SECOND, [["D", { invoice_id: 1, line: 1, price: null }]]);
    first = await warehouse.dbt("build");
    // Rights on dbt's views wait for them.
    const { code, err } = await warehouse.ops(["warehouse", "apply", "production"]);
    expect(code, err).to.equal(0);
  });
  after(() => warehouse.stop());

  const rowsOf = (schema: string, name: string) => warehouse.query(`SELECT * FROM ${schema}.${name}`);
  const count = async (name: string) => Number((await warehouse.query(`SELECT COUNT(*) AS n FROM ${name}`))[0]?.N);

  async function expectCurrent(source: SourceTable): Promise<void> {
    const rows = await rowsOf(`current_${source.database}`, source.name);
    expect(rows.map((row) => source.listed(row)).sort()).to.deep.equal(source.rows());
  }

  async function build(...args: readonly string[]): Promise<void> {
    const run = await warehouse.dbt("build", ...args);
    expect(run.code, run.output).to.equal(0);
  }

  it("[P-06, P-08] builds everything, and its own tests pass", () => {
    expect(first.code, first.output).to.equal(0);
    expect(first.output).to.match(/PASS one_row_a_key_billing__invoice_lines_current/);
    for (const test of ["practice__clients_order", "billing__invoice_lines_order"])
      expect(first.output, "the rule of order").to.match(new RegExp(`PASS \\S+::${test}`));
  });

  it("[P-09] gives the source's rows: deletes, changes within one second, a change during the load, NULL, a person named Null", async () => {
    await expectCurrent(clients);
    await expectCurrent(lines);
    expect(clients.rows().join()).to.include('"Null"').and.include('"null"').and.include("Müller");
  });

  it("[P-07] keeps each change once, with the operation, the time, the order and the file", async () => {
    const changes = await warehouse.query(
      "SELECT * FROM practice_cdc.clients WHERE id = 1 ORDER BY _sequence NULLS FIRST",
    );
    expect(changes.map(({ _OP, _ROW }) => [_OP, _ROW])).to.deep.equal([
      ["I", 1],
      ["U", 1],
      ["U", 2],
    ]);
    expect(changes[0]).to.include({ _FILE: "practice/clients/LOAD00000001.parquet", _SEQUENCE: null });
    expect(changes[1]?._FILE).to.match(/^practice\/clients\/2026\/02\/22\/10\/\d{8}-\d+\.parquet$/);
    expect(changes.map(({ _SOURCE_AT }) => (_SOURCE_AT as Date).toISOString().slice(11, 16))).to.deep.equal([
      ...["10:00", "10:15", "10:15"],
    ]);
  });

  it("[P-20] gives each version of a row a begin and an end", async () => {
    const versions = await warehouse.query("SELECT * FROM history_practice.clients WHERE id = 2 ORDER BY _valid_from");
    const shown = versions.map(({ ACTIVE, _VALID_TO }) => [ACTIVE, (_VALID_TO as Date | null)?.toISOString() ?? null]);
    expect(shown).to.deep.equal([
      [null, "2026-02-22T10:15:00.000Z"],
      [false, null],
    ]);
  });

  it("[P-13, P-14, P-15] masks analytics views by role, and lets readers read nothing else", async () => {
    const select = "SELECT * FROM analytics_practice.clients WHERE id = 1";
    const [masked] = await warehouse.queryAs(["READER"], select);
    expect(masked).to.include({ ID: 1, LAST_NAME: "***", EMAIL: "***", BORN: null, BALANCE: 2, ACTIVE: true });
    expect(masked?.PATIENT).to.match(/^[0-9a-f]{64}$/);
    const [named] = await warehouse.queryAs(["READER", "READ_PHI_NAME"], select);
    expect(named).to.include({ LAST_NAME: "Null", EMAIL: "***" });
    for (const schema of ["external_practice", "practice_cdc", "history_practice", "current_practice"]) {
      const refusal = await warehouse
        .queryAs(["READER"], `SELECT * FROM ${schema}.clients`)
        .catch((error: { code: string }) => error.code);
      expect(refusal, schema).to.equal("002003");
    }
    expect(await warehouse.queryAs(["TRANSFORMER"], "SELECT * FROM current_practice.clients")).to.have.length(5);
    const secure = await warehouse.query(
      "SELECT is_secure FROM INFORMATION_SCHEMA.VIEWS WHERE table_schema IN ('ANALYTICS_PRACTICE', 'ANALYTICS_BILLING')",
    );
    expect(secure.map((view) => view.IS_SECURE)).to.deep.equal(["YES", "YES"]);
  });

  it("says nothing that sqlfluff's grammar of Snowflake can't parse", async () => {
    const files = await warehouse.ran();
    expect(files.join()).to.include("invoice_lines_cdc.sql");
    expect(await unparsable(files)).to.deep.equal([]);
  });

  it("changes nothing if it runs again", async () => {
    const before = await rowsOf("practice_cdc", "clients");
    await build();
    expect(await rowsOf("practice_cdc", "clients")).to.deep.equal(before);
  });

  it("reads a file that is late by less than two days, and lets a newer change stand", async () => {
    const before = await count("practice_cdc.clients");
    await clients.change("2026-02-21 11:00:00.000000", [["I", client(8)]]);
    const late = new SourceTable(warehouse.lake, "practice", "clients", CLIENTS);
    await late.change("2026-02-21 12:00:00.000000", [["U", client(1, { balance: 77 })]]);
    await build();
    expect(await count("practice_cdc.clients")).to.equal(before + 2);
    await expectCurrent(clients);
  });

  it("reads a file that is later still if it is told from which day on, and never builds changes anew", async () => {
    const before = await count("practice_cdc.clients");
    await clients.change("2026-02-10 11:00:00.000000", [["I", client(9)]]);
    await rm(join(warehouse.lake, "practice/clients/LOAD00000001.parquet"));
    const run = await warehouse.dbt("build", "--full-refresh");
    expect(await count("practice_cdc.clients")).to.equal(before);
    expect(run.output, "it says that a file was not read").to.match(/FAIL 1 has_all_files_practice__clients_cdc/);
    await build("--vars", "{read_from: 2026-02-01}");
    expect(await count("practice_cdc.clients")).to.equal(before + 1);
    await expectCurrent(clients);
  });

  it("stops before it appends anything of a table with a damaged file, names the file, and reads it once it is whole", async () => {
    const before = await count("practice_cdc.clients");
    const key = await clients.change("2026-02-22 10:50:00.000000", [["I", client(10)]]);
    const damaged = join(warehouse.lake, key);
    const whole = await readFile(damaged);
    await writeFile(damaged, whole.subarray(0, -20));
    await clients.change("2026-02-22 10:51:00.000000", [["I", client(11)]]);
    const run = await warehouse.dbt("build");
    expect(run.code).to.equal(1);
    expect(run.output).to.include(`${key}: no row is seen`).and.include("UNREADABLE_FILE");
    expect(await count("practice_cdc.clients")).to.equal(before);
    await writeFile(damaged, whole);
    await build();
    await expectCurrent(clients);
  });

  it("fails if a change has an operation that DMS does not have, and names the test", async () => {
    await lines.change("2026-02-22 11:00:00.000000", [["X" as "I", { invoice_id: 3, line: 1, price: 1 }]]);
    const run = await warehouse.dbt("build");
    expect(run.code).to.equal(1);
    expect(run.output).to.match(/FAIL 1 accepted_values_billing__invoice_lines_cdc__op/);
  });
});
