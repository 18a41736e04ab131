import { utimes } from "node:fs/promises";
import { join } from "node:path";
import { expect } from "chai";
import { table } from "../../contracts/table.ts";
import { SourceTable } from "../../local/lake/source-table.ts";
import { type DbtWarehouse, startDbtWarehouse } from "./warehouse.ts";

const CLIENTS = table({ key: ["id"], columns: { id: "integer" } });
const SOURCES = { practice: { engine: "mysql", tables: { clients: CLIENTS } } } as const;
const STACK = "production-us-west-2-relational-to-snowflake";
/** The stand-in's, in a region of its own: what matters here is whether there is one. */
const QUEUE = "arn:aws:sqs:us-east-1:123456789012:sf-snowpipe-STANDIN";

describe("ops warehouse run where S3 notifies Snowflake of new files", () => {
  let warehouse: DbtWarehouse;
  let clients: SourceTable;

  before(async () => {
    warehouse = await startDbtWarehouse(SOURCES);
    clients = new SourceTable(warehouse.lake, "practice", "clients", CLIENTS);
    await clients.load("2026-02-22 10:00:00.000000", [{ id: 1 }]);
    const { code, output } = await warehouse.dbt("build");
    expect(code, output).to.equal(0);
  });
  after(() => warehouse.stop());

  const ops = async (command: string, code = 0) => {
    const ran = await warehouse.ops(["warehouse", command, STACK]);
    expect(ran.code, `${ran.out}${ran.err}`).to.equal(code);
    return ran;
  };
  const ids = async () =>
    (await warehouse.query("SELECT id FROM current_practice.clients ORDER BY id")).map(({ ID }) => ID);
  const channel = async () =>
    (await warehouse.query("SHOW EXTERNAL TABLES IN SCHEMA external_practice")).map(
      (each) => each.notification_channel,
    );
  const problems = async () => (await warehouse.ops(["warehouse", "check", STACK])).out.replaceAll(/\s+/g, " ");

  it("listens to nothing by default", async () => {
    expect(await channel()).to.deep.equal([null]);
  });

  it("lets the tables that are there listen, and still looks for files itself until S3 knows the queue, which the check says", async () => {
    await warehouse.list(SOURCES, { refresh: {} });
    expect(await problems())
      .to.include("don't listen to notifications yet")
      .and.include(`warehouse run ${STACK}`);
    await clients.change("2026-02-22 11:00:00.000000", [["I", { id: 2 }]]);
    await ops("run");
    expect(await channel()).to.deep.equal([QUEUE]);
    expect(await ids()).to.deep.equal([1, 2]);
    expect(await problems()).to.include(`refresh: { queueArn: "${QUEUE}" }`);
  });

  it("loses no file of which no notification comes, nor one that was written again: a test fails after an hour, until a refresh", async () => {
    await warehouse.list(SOURCES, { refresh: { queueArn: QUEUE } });
    expect(await problems()).not.to.include("queueArn");
    await clients.change("2026-02-22 12:00:00.000000", [["I", { id: 3 }]]);
    const [load, rewritten] = ["practice/clients/LOAD00000001.parquet", new Date("2026-02-22T13:00:00Z")];
    await utimes(join(warehouse.lake, load), rewritten, rewritten);
    const { code, output } = await warehouse.dbt("build", ...NOTIFIED);
    expect([code, await ids()], "the stand-in hears nothing").to.deep.equal([1, [1, 2]]);
    expect(output).to.match(/FAIL 2 has_all_files_practice__clients_cdc/);
    const { out } = await ops("refresh");
    expect(out).to.match(/practice\/clients +CLEARWELL_PRODUCTION\.external_practice\.clients +1/);
  });

  it("reads them in the next run, and waits an hour for the notification of a new file", async () => {
    const key = await clients.change("2026-02-22 14:00:00.000000", [["I", { id: 4 }]]);
    const now = new Date();
    await utimes(join(warehouse.lake, key), now, now);
    const { code, output } = await warehouse.dbt("build", ...NOTIFIED);
    expect(code, output).to.equal(0);
    expect(await ids()).to.deep.equal([1, 2, 3]);
  });

  it("listens no longer once dbt looks for files again, and so sees what came", async () => {
    const { code, output } = await warehouse.dbt("build");
    expect(code, output).to.equal(0);
    expect(await channel()).to.deep.equal([null]);
    expect(await ids()).to.deep.equal([1, 2, 3, 4]);
  });
});

/** As `ops warehouse run` tells dbt. */
const NOTIFIED = ["--vars", JSON.stringify({ listening: ["practice"], notified: ["practice"] })];
