import { expect } from "chai";
import { pii } from "../../contracts/field.ts";
import type { AllowList } from "../../contracts/mask.ts";
import { startFakeAws } from "../ops/fake-aws.ts";
import { fakeTask } from "../ops/start/fake-task.ts";
import { DOCUMENTS, type Operator, startOperator } from "./operator.ts";

const STACK = "production-us-west-2";
const DB = "CLEARWELL_PRODUCTION";

const CONTRACTS: AllowList = {
  tickets: { state: true, email: pii("email"), array_notes: { text: true } },
  invoices: { total: "decimal(12,2)" },
};

describe("The warehouse commands, in a stand-in for Snowflake", () => {
  let operator: Operator<AllowList>;
  beforeEach(async () => {
    operator = await startOperator(DOCUMENTS);
  });
  afterEach(() => operator.stop());

  const run = async (command: string, contracts = CONTRACTS, ...more: string[]) => {
    const [name = "", ...args] = command.split(" ");
    return operator.ops([name, STACK, ...args, ...more], contracts);
  };
  const succeeds = async (command: string, contracts = CONTRACTS) => {
    const { code, out, err } = await run(command, contracts);
    expect(code, `${command}\n${out}${err}`).to.equal(0);
    return out;
  };
  const applied = async () => {
    await operator.setUp(CONTRACTS);
    await succeeds("apply");
  };
  /** `where: problem` of a check. */
  const problems = async (contracts = CONTRACTS) => {
    const { out, err } = await run("check --json", contracts);
    expect(out, err).not.to.equal("");
    const found = JSON.parse(out).problems as { where: string; problem: string }[];
    return found.map(({ where, problem }) => `${where}: ${problem}`);
  };
  const put = (collection: string, rows: readonly object[], name = "LOAD00000001.1f0c9a3e") =>
    operator.bucket.put(
      `${STACK}/clean/legion/${collection}/${name}.json.gz`,
      rows.map((row) => ({ Op: "I", dms_replicated_at: "2026-11-21 10:00:00.000000", ...row })),
    );
  const rowsOf = async (name: string) => {
    const [row] = await operator.admin.query(`SELECT COUNT(*) AS n FROM ${DB}.${name}`);
    return Number(row?.N);
  };

  it("say that an administrator comes first", async () => {
    const { code, err } = await run("plan");
    expect(code).to.equal(1);
    expect(err).to.include("account.sql").and.include("390189");
  });

  it("remove what is no longer declared, keep its rows, and make it again", async () => {
    await applied();
    await put("tickets", [{ oid__id: "1", state: "open" }]);
    await succeeds("refresh");
    const { invoices } = CONTRACTS as { invoices: AllowList[string] };
    expect(await succeeds("apply --yes", { invoices })).to.include(`DROP TABLE ${DB}.landing_legion.tickets;`);
    expect(await succeeds("apply", { invoices })).to.include("Nothing to apply.");
    const views = await operator.admin.query(`SHOW VIEWS IN SCHEMA ${DB}.analytics_legion`);
    expect(views.map(({ name }) => name)).to.deep.equal(["INVOICES"]);
    expect(await rowsOf("landing_legion.tickets")).to.equal(1);
    await succeeds("apply");
    expect(await rowsOf("analytics_legion.tickets")).to.equal(1);
  });

  it("find nothing wrong after an apply, and count the rows that a refresh has loaded", async () => {
    await applied();
    expect(await problems()).to.deep.equal([]);
    await put("tickets", [
      { oid__id: "1", state: "open", email: "ann@example.org" },
      { oid__id: "2", state: "done" },
    ]);
    expect(await succeeds("refresh --since 1 --collection tickets")).to.include("loads 1 file now");
    expect(await succeeds("check")).to.match(/legion\/tickets +production-us-west-2 +RUNNING +0 +2 /);
  });

  it("find a pipe that is paused, a view that is missing, a mask that is off, a share that has changed, a value that is lost", async () => {
    await applied();
    await put("invoices", [{ oid__id: "1", total: "much" }]);
    await succeeds("refresh");
    const { admin } = operator;
    await admin.query(`ALTER PIPE ${DB}.landing_legion.tickets_production_us_west_2 SET PIPE_EXECUTION_PAUSED = TRUE`);
    await admin.query(`ALTER TAG ${DB}.governance.pii UNSET MASKING POLICY ${DB}.governance.mask_pii_text`);
    await admin.query(`DROP VIEW ${DB}.analytics_legion.tickets_notes`);
    await admin.query(`GRANT SELECT ON VIEW ${DB}.analytics_legion.tickets TO SHARE PARTNER`);
    expect(await problems()).to.have.members([
      `${DB}.landing_legion.tickets_production_us_west_2: the pipe is PAUSED`,
      "legion/invoices: 1 values of total are not shown in invoices: not of its type",
      `${DB}.analytics_legion.tickets: UNMASKED: email is pii email, and has no policy`,
      `${DB}.analytics_legion.tickets_notes: the view is missing`,
      `share PARTNER: has SELECT ON VIEW ${DB}.ANALYTICS_LEGION.TICKETS, which is not declared`,
    ]);
    await admin.query(`REVOKE SELECT ON VIEW ${DB}.analytics_legion.tickets FROM SHARE PARTNER`);
    await admin.query(`ALTER PIPE ${DB}.landing_legion.tickets_production_us_west_2 SET PIPE_EXECUTION_PAUSED = FALSE`);
    await succeeds("apply --all");
    expect(await problems()).to.deep.equal([
      "legion/invoices: 1 values of total are not shown in invoices: not of its type",
    ]);
  });

  it("complete a reload when its rows have landed: what it did not bring is no longer current", async () => {
    await applied();
    await put("tickets", [{ oid__id: "1" }, { oid__id: "2" }]);
    await succeeds("refresh");
    await operator.admin.query(
      `INSERT INTO ${DB}.operations.loads (stack, source_collection, started_at) VALUES ('${STACK}', 'legion/tickets', '2026-11-22 00:00:00.000000')`,
    );
    const aws = await startFakeAws();
    const table = { SchemaName: "legion", TableName: "tickets", TableState: "Table completed", FullLoadRows: 1 };
    fakeTask(aws).tables.push({ ...table, FullLoadEndTime: Date.parse("2026-11-22T01:00:00Z") / 1000 });
    try {
      const check = async () => (await operator.ops(["check", STACK, "--json"], CONTRACTS, aws.endpoint)).out;
      expect(JSON.parse(await check()).loads[0]).to.include({ state: "rows are landing", landed: 0, expected: 1 });
      expect(await rowsOf("analytics_legion.tickets")).to.equal(2);
      const again = { oid__id: "1", dms_replicated_at: "2026-11-22 00:30:00.000000" };
      await put("tickets", [again], "LOAD00000001.2a2a2a2a");
      await put("tickets", [again], "LOAD00000001.3b3b3b3b");
      await succeeds("refresh");
      expect(JSON.parse(await check()).loads[0]).to.include({ state: "complete", landed: 1 });
      expect(await rowsOf("analytics_legion.tickets")).to.equal(1);
      expect(JSON.parse(await check()).loads).to.deep.equal([]);
    } finally {
      await aws.close();
    }
  });

  it("give hidden identifiers other texts only when asked, and keep the secret otherwise", async () => {
    await applied();
    const secret = async () => operator.admin.query(`SELECT secret FROM ${DB}.governance.pseudonym_secret`);
    const first = await secret();
    await succeeds("apply --all");
    expect(await secret()).to.deep.equal(first);
    await succeeds("rotate-secret --yes");
    const second = await secret();
    expect(second).to.have.length(1);
    expect(second).not.to.deep.equal(first);
  });
});
