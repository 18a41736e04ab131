import { expect } from "chai";
import type { FakeWarehouse } from "./fake-warehouse.ts";
import { healthyWarehouse, QUEUE } from "./healthy.ts";
import { operateWarehouse } from "./world.ts";

const TICKETS = "CLEARWELL_PRODUCTION.analytics_legion.tickets";
const MASK = "CLEARWELL_PRODUCTION.GOVERNANCE.MASK_PII_TEXT";
const PIPE = "CLEARWELL_PRODUCTION.landing_legion.tickets_production_us_west_2";

describe("ops warehouse check", () => {
  let warehouse: FakeWarehouse;
  beforeEach(async () => {
    warehouse = await healthyWarehouse();
  });
  const check = (differs: Parameters<typeof operateWarehouse>[2] = {}) =>
    operateWarehouse(warehouse, ["check", "production"], differs);
  /** `where: problem`, and the exit code. */
  const found = async (differs: Parameters<typeof operateWarehouse>[2] = {}) => {
    const { code, out, err } = await operateWarehouse(warehouse, ["check", "production", "--json"], differs);
    expect(out, err).not.to.equal("");
    const { problems } = JSON.parse(out);
    return { code, problems: problems.map((each: Record<string, string>) => `${each.where}: ${each.problem}`) };
  };
  const only = async (problem: string) => expect(await found()).to.deep.equal({ code: 1, problems: [problem] });

  it("finds nothing where all is as declared, counts rows, and writes nothing", async () => {
    const { code, out, err } = await check();
    expect(code, out + err).to.equal(0);
    expect(out).to.match(/legion\/tickets +production-us-west-2 +RUNNING +0 +1 +3 h/);
    expect(out).to.include("1 classified columns. Shares: PARTNER.").and.include("All well.");
    expect(warehouse.statements.filter((sql) => !/^(SELECT|SHOW|DESC)/.test(sql))).to.deep.equal([]);
  });

  it("says that nothing is applied yet, or not what is declared", async () => {
    expect((await found({ allowList: { tickets: { state: "integer" } } })).problems).to.include(
      "files: what is applied is not what the working tree declares",
    );
  });

  it("says which pipe is paused, is missing, or has files that wait for more than an hour", async () => {
    const status = (answer: object) =>
      warehouse.on(/PIPE_STATUS\('\S+tickets_production_us_west_2'/, [{ STATUS: JSON.stringify(answer) }]);
    status({ executionState: "PAUSED" });
    await only(`${PIPE}: the pipe is PAUSED`);
    status({ executionState: "RUNNING", pendingFileCount: 3, oldestFileTimestamp: "2026-11-21T10:30:00Z" });
    await only(`${PIPE}: 3 files wait, the oldest since 2026-11-21T10:30:00Z`);
    status({ executionState: "RUNNING", pendingFileCount: 3, oldestFileTimestamp: "2026-11-21T11:30:00Z" });
    expect((await found()).problems).to.deep.equal([]);
    warehouse.fails(/PIPE_STATUS\('\S+tickets_production_us_west_2'/, "002003");
    await only(`${PIPE}: the pipe is missing`);
  });

  it("says of a pipe that Snowflake has stopped what helps, which is not to resume it", async () => {
    for (const [executionState, remedy] of [
      ["PAUSED", `ALTER PIPE ${PIPE} SET PIPE_EXECUTION_PAUSED = FALSE`],
      ["STOPPED_STAGE_ALTERED", `DROP PIPE ${PIPE}; npm run -s ops -- warehouse apply`],
      ["STALLED_STAGE_PERMISSION_ERROR", "compare DESC INTEGRATION with iamUserArn"],
      ["STALLED_INTERNAL_ERROR", "ask Snowflake's support"],
    ] as const) {
      warehouse.on(/PIPE_STATUS\('\S+tickets_production_us_west_2'/, [{ STATUS: JSON.stringify({ executionState }) }]);
      const { out } = await check();
      expect(out.replaceAll(/\s+/g, " ")).to.include(`the pipe is ${executionState}`).and.include(remedy);
      expect(out.includes("PIPE_EXECUTION_PAUSED")).to.equal(executionState === "PAUSED");
    }
  });

  it("says what to put into the environment's file if CLEAN notifies another queue", async () => {
    warehouse.on(/^SHOW PIPES IN/, [
      { name: "TICKETS_PRODUCTION_US_WEST_2", notification_channel: "arn:aws:sqs:us-east-1:1:sf-new" },
    ]);
    await only(`CLEAN -> Snowpipe: the pipes listen to arn:aws:sqs:us-east-1:1:sf-new, and CLEAN notifies ${QUEUE}`);
    expect((await check()).out).to.include("in environments/, production-us-west-2: snowpipeSqsArn:");
  });

  it("names files that were not loaded, and no message, which would quote the data", async () => {
    const failed = {
      FILE: "production-us-west-2/clean/legion/tickets/1.json.gz",
      STATUS: "Load failed",
      ERRORS: 1,
      FIRST_ERROR_MESSAGE: "SECRET",
    };
    warehouse.on(/COPY_HISTORY.*tickets/s, [failed]);
    await only(`legion/tickets: not loaded in the last 14 days: ${failed.FILE} (load failed, 1 errors)`);
    expect((await check()).out).not.to.include("SECRET");
    expect(warehouse.statements.join("\n").toUpperCase()).not.to.include("FIRST_ERROR_MESSAGE");
  });

  it("counts current rows of what is no stack of the environment as a problem", async () => {
    warehouse.on(/current_legion\.tickets GROUP BY/, [
      { STACK: "production-us-west-2", CURRENT_ROWS: 1, NEWEST: "2026-11-21 09:00:00.000000" },
      { STACK: "legion", CURRENT_ROWS: 2000, NEWEST: "2026-11-21 09:00:00.000000" },
    ]);
    await only("legion/tickets: 2,000 current rows are of legion, which no stack of this environment loads");
  });

  it("counts values that are lost as problems, and the forms of times only if they are mixed", async () => {
    const row = { VIEW_NAME: "tickets", FIELD: "state", FINDING: "not of its type", FOUND: 1200 };
    const time = (form: string) => ({ VIEW_NAME: "tickets", FIELD: "at", FINDING: `time ${form}`, FOUND: 2 });
    warehouse.on(/checks_legion\.tickets/, [row]);
    await only("legion/tickets: 1,200 values of state are not shown in tickets: not of its type");
    warehouse.on(/checks_legion\.tickets/, [time("as text")]);
    expect((await check()).out)
      .to.include("All well.")
      .and.not.include("several forms");
    warehouse.on(/checks_legion\.tickets/, [time("as text"), time("in seconds")]);
    expect((await check()).out).to.include("legion/tickets at: 2 time as text, 2 time in seconds");
  });

  it("says UNMASKED of a classified column without an active policy", async () => {
    warehouse.on(/POLICY_REFERENCES/, []);
    await only(`${TICKETS}: UNMASKED: email is pii email, and has no policy`);
    warehouse.on(/POLICY_REFERENCES/, [
      { COLUMN_NAME: "EMAIL", POLICY: MASK, POLICY_STATUS: "MULTIPLE_MASKING_POLICY_ASSIGNED_TO_THE_COLUMN" },
    ]);
    await only(
      `${TICKETS}: UNMASKED: email is pii email, and has ${MASK} (multiple_masking_policy_assigned_to_the_column)`,
    );
  });

  it("says UNMASKED of a column with a policy of somebody else's, which may show the values", async () => {
    const other = { COLUMN_NAME: "EMAIL", POLICY: "CLEARWELL_PRODUCTION.PUBLIC.SHOWS_ALL", POLICY_STATUS: "ACTIVE" };
    for (const rows of [[other], [{ ...other, POLICY: MASK }, other]]) {
      warehouse.on(/POLICY_REFERENCES/, rows);
      const { problems } = await found();
      expect(problems[0]).to.include("UNMASKED").and.include("PUBLIC.SHOWS_ALL (active)");
    }
  });

  it("says which policy has another body than declared", async () => {
    warehouse.on(/^DESC MASKING POLICY \S+mask_pii_text$/, [{ body: "val" }]);
    await only("CLEARWELL_PRODUCTION.governance.mask_pii_text: the policy does not hide what is declared");
  });

  it("says which column has other tags than declared, and which view is missing", async () => {
    warehouse.on(/TAG_REFERENCES_ALL_COLUMNS\('\S+tickets'/, [
      { COLUMN_NAME: "EMAIL", TAG_NAME: "PII", TAG_VALUE: "phone" },
      { COLUMN_NAME: "STATE", TAG_NAME: "PHI", TAG_VALUE: "note" },
    ]);
    expect((await found()).problems).to.deep.equal([
      `${TICKETS}: state has phi note, declared: no tag`,
      `${TICKETS}: email has pii phone, declared: pii email`,
    ]);
    warehouse.fails(/TAG_REFERENCES_ALL_COLUMNS\('\S+tickets'/, "002003");
    await only(`${TICKETS}: the view is missing`);
  });

  it("names a view that nobody declared and every reader may read", async () => {
    warehouse.on(/^SHOW VIEWS IN SCHEMA \S+analytics_legion/, [
      { name: "TICKETS" },
      { name: "TICKETS_NOTES" },
      { name: "BY_HAND" },
    ]);
    await only("CLEARWELL_PRODUCTION.analytics_legion.BY_HAND: the view is not declared, and is where readers read");
  });

  it("says what a share has beside what is declared, and what it lacks", async () => {
    warehouse.on(/^SHOW SHARES/, [{ name: "PARTNER", to: "ACME.STRANGER" }]);
    warehouse.on(/^SHOW GRANTS TO SHARE/, [
      { privilege: "USAGE", granted_on: "DATABASE", name: "CLEARWELL_PRODUCTION" },
      { privilege: "USAGE", granted_on: "SCHEMA", name: "CLEARWELL_PRODUCTION.ANALYTICS_LEGION" },
      { privilege: "SELECT", granted_on: "VIEW", name: "CLEARWELL_PRODUCTION.ANALYTICS_LEGION.TICKETS" },
    ]);
    expect((await found()).problems).to.deep.equal([
      "share PARTNER: lacks SELECT ON VIEW CLEARWELL_PRODUCTION.ANALYTICS_LEGION.INVOICES",
      "share PARTNER: has SELECT ON VIEW CLEARWELL_PRODUCTION.ANALYTICS_LEGION.TICKETS, which is not declared",
      "share PARTNER: lacks the account ACME.PARTNER",
      "share PARTNER: has the account ACME.STRANGER, which is not declared",
    ]);
    warehouse.fails(/^SHOW GRANTS TO SHARE/, "002003");
    await only("share PARTNER: the share is missing");
  });

  it("goes on with the other checks if one can't be done", async () => {
    warehouse.fails(/COPY_HISTORY.*tickets/s, "100035", "a value");
    warehouse.on(/POLICY_REFERENCES/, []);
    const { problems } = await found();
    expect(problems).to.have.length(2);
    expect(problems[0]).to.include("legion/tickets: Snowflake 100035");
    expect(problems[1]).to.include("UNMASKED");
  });
});
