import { expect } from "chai";
import type { Sources } from "../../../contracts/source.ts";
import type { RefreshSettings } from "../../../stacks/relational-to-snowflake/settings.ts";
import { production, SOURCES } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { operate } from "../operator.ts";
import { FakeWarehouse } from "./fake-warehouse.ts";
import { ENVIRONMENTS, NO_AWS } from "./world.ts";

const QUEUE = "arn:aws:sqs:us-west-2:444455556666:sf-snowpipe-FIXTURE";
const STACK = "production-us-west-2-relational-to-snowflake";

describe("ops warehouse for relational sources", () => {
  let warehouse: FakeWarehouse;
  beforeEach(() => {
    warehouse = new FakeWarehouse();
  });
  const run = (args: readonly string[], refresh: RefreshSettings = "dbt") =>
    operate(["warehouse", ...args], NO_AWS, {
      environments: [],
      literals: [{ ...production({ refresh }), snowflake: { account: "org-account" } }],
      sources: SOURCES,
      snowflake: warehouse.connect,
    });

  it("check shows the current rows of each table with the age of the newest, and one that dbt has not made", async () => {
    warehouse.on(/FROM \S+current_clinic\.visits/, [{ CURRENT_ROWS: 1234, NEWEST: "2026-11-21 09:00:00" }]);
    warehouse.fails(/FROM \S+current_ledger\.entries/, "002003");
    const { out } = await run(["check", "production"]);
    expect(out).to.match(/clinic\/visits +1,234 +3 h/);
    expect(out).to.match(/clinic\/rooms +0 +-/);
    expect(out).to.match(/ledger\/entries +not made yet +-/);
    const { tables } = JSON.parse((await run(["check", "production", "--json"])).out);
    expect(tables[0]).to.deep.equal({ table: "clinic/visits", currentRows: 1234, newest: "2026-11-21 09:00:00" });
  });

  it("check names the command that makes a view of dbt again, if it is missing or its tags are gone", async () => {
    const remedies = async (view: string) => {
      const { problems } = JSON.parse((await run(["check", "production", "--json"])).out);
      return problems
        .filter(({ where }: { where: string }) => where === `CLEARWELL_PRODUCTION.${view}`)
        .map(({ remedy }: { remedy: string }) => remedy);
    };
    const again = "npm run -s ops -- warehouse run production";
    const untagged = await remedies("analytics_clinic.visits");
    expect(untagged).to.not.have.length(0);
    for (const remedy of untagged) expect(remedy.endsWith(again), remedy).to.equal(true);
    warehouse.fails(/TAG_REFERENCES_ALL_COLUMNS\('\S+analytics_ledger\.entries'/, "002003");
    expect(await remedies("analytics_ledger.entries")).to.deep.equal([
      `${again}; then npm run -s ops -- warehouse apply production --all`,
    ]);
  });

  it("check says which run of dbt has not ended within an hour, and the way out, and nothing of a shorter one", async () => {
    warehouse.on(/^SHOW TABLES LIKE 'run_in_progress'/, [{ name: "RUN_IN_PROGRESS" }]);
    const found = async (began: string) => {
      warehouse.on(/^SELECT run/, [{ RUN: "0d1e (by https://github.com/o/r/actions/runs/1)", BEGAN_AT: began }]);
      const { problems } = JSON.parse((await run(["check", "production", "--json"])).out);
      return problems.filter(({ where }: { where: string }) => where === "dbt");
    };
    expect(await found("2026-11-21 11:30:00")).to.deep.equal([]);
    const [{ problem, remedy }] = await found("2026-11-21 09:00:00");
    expect(problem)
      .to.include("RUN_IN_PROGRESS: the run 0d1e (by https://github.com/o/r/actions/runs/1)")
      .and.include("began at 2026-11-21 09:00:00 UTC, 3 h ago");
    expect(remedy).to.include("npm run -s ops -- warehouse run production --forget");
  });

  describe("check, of the queue that S3 is to notify,", () => {
    const found = async (refresh: RefreshSettings) => {
      const { problems } = JSON.parse((await run(["check", "production", "--json"], refresh)).out);
      return problems
        .filter(({ where }: { where: string }) => where === `${STACK}: lake -> Snowflake`)
        .map(({ problem, remedy }: Record<string, string>) => [problem, remedy]);
    };
    const listening = (...queues: readonly (string | null)[]) =>
      warehouse.on(
        /^SHOW EXTERNAL TABLES IN SCHEMA/,
        queues.map((notification_channel) => ({ notification_channel })),
      );

    it("asks nothing if dbt lets the tables look", async () => {
      listening(null);
      expect(await found("dbt")).to.deep.equal([]);
      expect(warehouse.statements.filter((sql) => sql.startsWith("SHOW EXTERNAL"))).to.deep.equal([]);
    });

    it("says that tables are not there, or don't listen", async () => {
      for (const queues of [[], [null, QUEUE]]) {
        listening(...queues);
        expect(await found({ queueArn: QUEUE })).to.deep.equal([
          ["external tables don't listen to notifications yet", `npm run -s ops -- warehouse run ${STACK}`],
        ]);
      }
    });

    it("says which queue it is, once", async () => {
      listening(QUEUE, QUEUE);
      expect(await found({ queueArn: QUEUE })).to.deep.equal([]);
      const [[problem, remedy], ...others] = await found({});
      expect(others).to.deep.equal([]);
      expect(problem).to.equal(`the external tables listen to ${QUEUE}, and the lake notifies nobody`);
      expect(remedy).to.include(`refresh: { queueArn: "${QUEUE}" }`).and.include(`warehouse refresh ${STACK}`);
    });
  });

  it("refresh lets each external table look for files, or that of one table, and says which are not made yet", async () => {
    warehouse.on(/^ALTER EXTERNAL TABLE \S+visits REFRESH/, [{ file: "a" }, { file: "b" }]);
    warehouse.fails(/^ALTER EXTERNAL TABLE \S+entries REFRESH/, "002003");
    const { code, out } = await run(["refresh", STACK]);
    expect(code).to.equal(0);
    expect(out).to.match(/clinic\/visits +CLEARWELL_PRODUCTION\.external_clinic\.visits +2/);
    expect(out)
      .to.match(/ledger\/entries .* not made yet/)
      .and.not.to.include("pipe");
    warehouse.statements.length = 0;
    await run(["refresh", STACK, "--collection", "clinic/visits"]);
    expect(warehouse.statements).to.deep.equal([
      "ALTER EXTERNAL TABLE CLEARWELL_PRODUCTION.external_clinic.visits REFRESH",
    ]);
    const { code: wrong, err } = await run(["refresh", STACK, "--collection", "clinic/visit"]);
    expect(wrong).to.equal(2);
    expect(err)
      .to.include("Did you mean clinic/visits?")
      .and.include("Listed: clinic/visits, clinic/rooms, ledger/entries");
  });

  describe("with a collection and a table of the same name", () => {
    const both: Sources = { ...SOURCES, legion: { engine: "mongodb", collections: { visits: { state: true } } } };
    const runBoth = (...args: string[]) =>
      operate(["warehouse", ...args], NO_AWS, {
        environments: ENVIRONMENTS,
        literals: [{ ...production(), snowflake: { account: "org-account" } }],
        sources: both,
        snowflake: warehouse.connect,
      });
    const erase = (name: string) => runBoth("erase", "production", "--collection", name, "--key", "1", "--yes");

    it("erase and refresh refuse the name alone, and say how each is written", async () => {
      for (const { code, err } of [
        await erase("visits"),
        await runBoth("refresh", "production", "--collection", "visits"),
      ]) {
        expect(code).to.equal(2);
        expect(err).to.equal(
          "More than one database has visits. Write legion/visits (a collection) or clinic/visits (a table).",
        );
      }
      expect(warehouse.statements).to.deep.equal([]);
    });

    it("erase takes the one that is named with its database", async () => {
      for (const [name, table] of [
        ["legion/visits", "landing_legion.visits"],
        ["clinic/visits", "clinic_cdc.visits"],
      ] as const) {
        warehouse.statements.length = 0;
        await erase(name);
        const others = ["landing_legion.visits", "clinic_cdc.visits"].filter((each) => each !== table);
        expect(warehouse.statements.join("\n")).to.include(table).and.not.include(others[0]);
      }
    });
  });
});
