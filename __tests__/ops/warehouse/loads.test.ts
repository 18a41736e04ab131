import { expect } from "chai";
import { tableMappings } from "../../../contracts/table-mappings.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { fakeTask } from "../start/fake-task.ts";
import type { FakeWarehouse } from "./fake-warehouse.ts";
import { healthyWarehouse } from "./healthy.ts";
import { CONTRACTS, ENVIRONMENTS, operateWarehouse } from "./world.ts";

const STACK = "production-us-west-2";
const STARTED = "2026-11-21 11:59:00.000000";

describe("A reload", () => {
  let aws: FakeAws;
  let warehouse: FakeWarehouse;
  let task: ReturnType<typeof fakeTask>;
  beforeEach(async () => {
    aws = await startFakeAws();
    task = fakeTask(aws);
    Object.assign(task.description, {
      Status: "stopped",
      TableMappings: JSON.stringify(tableMappings(CONTRACTS, "legion")),
    });
    warehouse = await healthyWarehouse();
  });
  afterEach(() => aws.close());

  describe("that ops start begins", () => {
    const start = (args: readonly string[] = [], environments = ENVIRONMENTS) =>
      operate(["start", STACK, "--reload", "--yes", ...args], aws.endpoint, {
        environments,
        allowList: CONTRACTS,
        snowflake: warehouse.connect,
      });
    const reloads = () =>
      aws.calls.filter(({ operation }) => ["ReloadTables", "StartReplicationTask"].includes(operation)).length;
    const recorded = (...collections: string[]) =>
      "INSERT INTO CLEARWELL_PRODUCTION.operations.loads (stack, source_collection, started_at) VALUES\n  " +
      collections.map((name) => `('${STACK}', '${name}', '${STARTED}')`).join(",\n  ");

    it("is written into Snowflake before it begins, for each collection, a minute early as clocks may differ", async () => {
      warehouse.on(/\.loads /, () => {
        expect(reloads()).to.equal(0);
        return [];
      });
      const { code, err } = await start();
      expect(code, err).to.equal(0);
      expect(warehouse.statements).to.deep.equal([recorded("legion/tickets", "legion/invoices")]);
      expect(reloads()).to.equal(1);
    });

    it("is not written for single collections: the task runs, and their rows may have its old time", async () => {
      task.description.Status = "running";
      expect((await start(["--collection", "invoices"])).code).to.equal(0);
      expect({ statements: warehouse.statements, reloads: reloads() }).to.deep.equal({ statements: [], reloads: 1 });
    });

    it("begins although Snowflake can't be reached, and prints the statement to run", async () => {
      warehouse.fails(/\.loads /, "002003", "does not exist");
      const { code, err } = await start();
      expect({ code, reloads: reloads() }).to.deep.equal({ code: 0, reloads: 1 });
      expect(err)
        .to.include("Snowflake 002003")
        .and.include(`${recorded("legion/tickets", "legion/invoices")};`);
    });

    it("prints it where no account is set, and says nothing of Snowflake where it has no settings", async () => {
      const without = ENVIRONMENTS.map((each) => ({ ...each, snowflake: {} }));
      expect((await start([], without)).err)
        .to.include("name no account")
        .and.include("INSERT INTO");
      task.description.Status = "stopped";
      const none = ENVIRONMENTS.map((each) => {
        const { snowflake, ...others } = each;
        return snowflake === undefined ? each : others;
      });
      expect((await start([], none)).err).not.to.include("Snowflake");
      expect(warehouse.statements).to.deep.equal([]);
    });
  });

  describe("that is open", () => {
    const table = (differs: object) => {
      task.tables.length = 0;
      task.tables.push({
        SchemaName: "legion",
        TableName: "tickets",
        TableState: "Table completed",
        FullLoadRows: 7,
        FullLoadEndTime: Date.parse("2026-11-21T12:30:00Z") / 1000,
        ...differs,
      });
    };
    const check = async () => {
      warehouse.clear();
      warehouse.on(/complete_at IS NULL GROUP BY/, [
        { STACK, SOURCE_COLLECTION: "legion/tickets", STARTED_AT: STARTED },
      ]);
      const { out, err } = await operateWarehouse(warehouse, ["check", STACK, "--json"], { aws: aws.endpoint });
      expect(out, err).not.to.equal("");
      const { loads, problems } = JSON.parse(out);
      const updates = warehouse.statements.filter((sql) => sql.startsWith("UPDATE"));
      const texts = (name: "problem" | "remedy") => problems.map((each: Record<string, string>) => each[name]);
      return { state: loads[0].state, updates, problems: texts("problem"), remedies: texts("remedy") };
    };

    it("is complete once DMS has finished it and all its rows have landed", async () => {
      table({});
      warehouse.on(/AS landed/, [{ LANDED: 7 }]);
      const { state, updates, problems } = await check();
      expect({ state, problems }).to.deep.equal({ state: "complete", problems: [] });
      expect(updates).to.have.length(1);
      expect(updates[0]).to.include(`started_at <= '${STARTED}'`).and.include("'legion/tickets'").and.include(STACK);
    });

    it("stays open while rows of it are missing", async () => {
      table({});
      warehouse.on(/AS landed/, [{ LANDED: 6 }]);
      const { state, updates, problems } = await check();
      expect({ state, updates }).to.deep.equal({ state: "rows are landing", updates: [] });
      expect(problems[0]).to.include("is not complete: rows are landing, 6 of 7 rows");
    });

    for (const [differs, state] of [
      [{ FullLoadRows: 0 }, "DMS has found no row"],
      [{ FullLoadErrorRows: 1 }, "DMS could not load all rows"],
    ] as const) {
      it(`stays open if ${state}, and says how it is completed nevertheless`, async () => {
        table(differs);
        warehouse.on(/AS landed/, [{ LANDED: 7 }]);
        const found = await check();
        expect({ state: found.state, updates: found.updates }).to.deep.equal({ state, updates: [] });
        expect(found.remedies[0]).to.include("UPDATE CLEARWELL_PRODUCTION.operations.loads SET complete_at");
      });
    }

    it("stays open while DMS loads, or has statistics of an earlier load only", async () => {
      warehouse.on(/AS landed/, [{ LANDED: 7 }]);
      for (const differs of [
        { TableState: "Full load" },
        { FullLoadEndTime: Date.parse("2026-11-21T11:00:00Z") / 1000 },
      ]) {
        table(differs);
        const { state, updates } = await check();
        expect({ state, updates }).to.deep.equal({ state: "DMS is loading", updates: [] });
      }
    });
  });
});
