import { expect } from "chai";
import type { RelationalToSnowflakeSettings } from "../../../stacks/relational-to-snowflake/settings.ts";
import { production, SOURCES, withDatabase } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { FakeWarehouse } from "../warehouse/fake-warehouse.ts";
import { type FakeTasks, fakeTasks, mappingsOf, STACK } from "./fake-tasks.ts";

const STOPPED = { Status: "stopped", ReplicationTaskStats: { StartDate: 1, StopDate: 1_795_251_600 } };
const LOADED = { Status: "stopped", StopReason: "Stop Reason FULL_LOAD_ONLY_FINISHED" };

describe("ops start on a stack of relational-to-snowflake", () => {
  let aws: FakeAws;
  let tasks: FakeTasks;
  let settings: Partial<RelationalToSnowflakeSettings>;
  let warehouse: FakeWarehouse;

  beforeEach(async () => {
    warehouse = new FakeWarehouse();
    aws = await startFakeAws();
    tasks = fakeTasks(aws);
    settings = {};
  });
  afterEach(() => aws.close());

  const run = (...args: string[]) =>
    operate(args, aws.endpoint, { literals: [production(settings)], sources: SOURCES, snowflake: warehouse.connect });
  const loads = () => warehouse.statements.filter((sql) => sql.includes(".loads "));
  const called = (name: string) => aws.calls.filter(({ operation }) => operation === name).map(({ input }) => input);
  const starts = () =>
    called("StartReplicationTask").map((input) => [input.ReplicationTaskArn, input.StartReplicationTaskType]);
  const are = (description: object) => {
    for (const task of Object.values(tasks)) Object.assign(task.description, description);
  };

  it("starts each task for the first time, after testing its connections", async () => {
    const { code, out, err } = await run("start", STACK);
    expect(code).to.equal(0);
    expect(starts()).to.deep.equal([
      ["arn:task:clinic", "start-replication"],
      ["arn:task:ledger", "start-replication"],
    ]);
    expect(called("TestConnection").map(({ EndpointArn }) => EndpointArn)).to.deep.equal([
      "arn:clinic-source",
      "arn:lake",
      "arn:ledger-source",
      "arn:lake",
    ]);
    expect(err).to.match(/MySQL: connected.*the lake's bucket: connected.*PostgreSQL: connected/s);
    expect(out).to.include(`${STACK}, database clinic is running.`).and.include(`ops -- status ${STACK}`);
  });

  it("says which database can't be reached, and starts no task of it", async () => {
    const Status = "failed";
    aws.on("DescribeConnections", () => ({
      Connections: [{ EndpointArn: "arn:clinic-source", Status, LastFailureMessage: "no route" }],
    }));
    const { code, err } = await run("start", STACK);
    expect({ code, starts: starts() }).to.deep.equal({ code: 1, starts: [] });
    expect(err).to.include("DMS can't connect to MySQL: no route").and.not.include("mongodb");
  });

  it("asks how a task that has run continues, in the words of its database", async () => {
    are(STOPPED);
    const mysql = await run("start", STACK, "--database", "clinic");
    const postgres = await run("start", STACK, "--database", "ledger");
    expect([mysql.code, postgres.code, starts()]).to.deep.equal([2, 2, []]);
    expect(mysql.err).to.include("MySQL's binary log").and.include("a new load of all tables").and.include("every row");
    expect(postgres.err).to.include("from PostgreSQL's WAL");
  });

  it("resumes, and says which tables are new in the list", async () => {
    are(STOPPED);
    tasks.clinic.tables.push({ SchemaName: "clinic", TableName: "rooms" });
    tasks.ledger.tables.push({ SchemaName: "public", TableName: "entries" });
    const { code, out } = await run("start", STACK, "--resume");
    expect(code).to.equal(0);
    expect(starts().map(([, type]) => type)).to.deep.equal(["resume-processing", "resume-processing"]);
    expect(out.match(/Never loaded: .*?\./g)).to.deep.equal(["Never loaded: clinic/visits."]);
    expect(out).to.include(`ops -- start ${STACK} --reload --collection clinic/visits`);
  });

  it("warns of a task that was stopped for long, in the words of its database", async () => {
    are({ ...STOPPED, ReplicationTaskStats: { StartDate: 1, StopDate: 1_795_000_000 } });
    const { err } = await run("start", STACK, "--database", "clinic", "--resume");
    expect(err).to.include("if MySQL's binary log does not reach back that far, this fails, and only --reload helps");
    settings = withDatabase("ledger", { migration: "cdc" });
    const changes = await run("start", STACK, "--database", "ledger", "--resume");
    expect(changes.err).to.include("PostgreSQL's WAL does not reach back").and.not.include("--reload");
  });

  it("says what a reload does, and does it with --yes, after telling Snowflake", async () => {
    are(STOPPED);
    tasks.clinic.tables.push({ SchemaName: "clinic", TableName: "visits", FullLoadRows: 1234 });
    tasks.ledger.tables.push({ SchemaName: "public", TableName: "entries", FullLoadRows: 1000 });
    const { code, err } = await run("start", STACK, "--reload");
    expect({ code, starts: starts() }).to.deep.equal({ code: 2, starts: [] });
    expect(err).to.include(
      "every row of clinic/visits, clinic/rooms, ledger/entries in MySQL and PostgreSQL again (2,234 when last loaded)",
    );
    expect(err).to.include("to the lake once more").and.include("If MySQL's binary log reaches back");
    const done = await run("start", STACK, "--reload", "--yes");
    expect(done.code).to.equal(0);
    expect(starts().map(([, type]) => type)).to.deep.equal(["reload-target", "reload-target"]);
    expect(loads()).to.have.length(2);
    expect(loads().join())
      .to.include(`'${STACK}', 'clinic/visits', '2026-11-21 11:59:00.000000'`)
      .and.include("'ledger/entries'");
  });

  it("reloads single tables, by the schema of the source, while the tasks run", async () => {
    are({ Status: "running" });
    const { code, out } = await run("start", STACK, "--reload", "--yes", "--collection", "rooms", "ledger/entries");
    expect(code).to.equal(0);
    expect(called("ReloadTables").map(({ TablesToReload }) => TablesToReload)).to.deep.equal([
      [{ SchemaName: "clinic", TableName: "rooms" }],
      [{ SchemaName: "public", TableName: "entries" }],
    ]);
    expect(out).to.include("database clinic reloads clinic/rooms.");
    expect(loads().join()).to.include("'clinic/rooms'").and.include("'ledger/entries'").and.not.include("visits");
  });

  it("reloads a table by the command of that name, and says first what it does", async () => {
    are({ Status: "running" });
    const { code, err } = await run("reload", STACK, "rooms");
    expect([code, called("ReloadTables"), loads()]).to.deep.equal([2, [], []]);
    expect(err).to.include("every row of clinic/rooms").and.include("has found that the reload is complete");
    expect((await run("reload", STACK, "rooms", "--yes")).code).to.equal(0);
    expect(called("ReloadTables")).to.have.length(1);
  });

  it("reloads no single table of which Snowflake could not be told, because its rows could not be told from older ones", async () => {
    are({ Status: "running" });
    warehouse.fails(/INSERT INTO \S+loads/);
    const { code, err } = await run("reload", STACK, "rooms", "--yes");
    expect([code, called("ReloadTables")]).to.deep.equal([1, []]);
    expect(err).to.include("Nothing is reloaded");
  });

  it("refuses a task that is deployed with other tables or columns", async () => {
    tasks.clinic.description.TableMappings = mappingsOf("clinic", "clinic", ["rooms"]);
    tasks.ledger.description.TableMappings = mappingsOf("ledger", "books");
    const clinic = await run("start", STACK, "--database", "clinic");
    const ledger = await run("start", STACK, "--database", "ledger");
    expect([clinic.code, ledger.code, starts()]).to.deep.equal([1, 1, []]);
    expect(clinic.err)
      .to.include("listed here, not replicated: clinic.rooms\n")
      .and.include("listed here, not replicated: clinic.rooms.floor");
    expect(ledger.err).to.include("replicated, not listed here: books.entries.amount");
  });

  it("refuses to reload a table of which a listed column is not deployed, and reloads another", async () => {
    are({ Status: "running" });
    const { rules } = JSON.parse(mappingsOf("clinic", "clinic")) as { rules: { "rule-name": string }[] };
    const TableMappings = JSON.stringify({
      rules: rules.filter((rule) => rule["rule-name"] !== "include rooms.floor"),
    });
    Object.assign(tasks.clinic.description, { TableMappings });
    const reload = (table: string) => run("start", STACK, "--reload", "--yes", "--collection", table);
    expect((await reload("rooms")).err).to.include("does not replicate clinic/rooms yet");
    expect((await reload("visits")).code).to.equal(0);
  });

  it("does not reload a database of which only changes are replicated", async () => {
    settings = withDatabase("ledger", { migration: "cdc" });
    for (const [status, ...args] of [["stopped"], ["running", "--collection", "entries"]] as const) {
      are({ ...STOPPED, Status: status });
      const database = args.length === 0 ? ["--database", "ledger"] : [];
      const { code, err } = await run("start", STACK, "--reload", "--yes", ...database, ...args);
      expect({ code, done: [...starts(), ...called("ReloadTables")] }).to.deep.equal({ code: 2, done: [] });
      expect(err).to.include('database ledger replicates only changes (migration "cdc")');
    }
    are(STOPPED);
    const { err } = await run("start", STACK, "--database", "ledger");
    expect(err).to.include("--resume").and.not.include("--reload");
    expect((await run("start", STACK, "--database", "ledger", "--resume")).out).not.to.include("Never loaded");
  });

  it("is content with a task that only loads, and has done so before it was looked at", async () => {
    settings = withDatabase("clinic", { migration: "full-load" });
    tasks.clinic.startsInto = "stopped";
    const start = () => run("start", STACK, "--database", "clinic");
    expect((await start()).code).to.equal(1);
    are({ ...LOADED, Status: "ready" });
    const { code, out } = await start();
    expect(code).to.equal(0);
    expect(out).to.include("is stopped").and.include("FULL_LOAD_ONLY_FINISHED");
    expect((await start()).err)
      .to.include("the tables that were not loaded in full")
      .and.not.include("binary log");
    are({ ReplicationTaskStats: { StartDate: 1, StopDate: 1 } });
    const resumed = await run("start", STACK, "--database", "clinic", "--resume");
    expect(resumed.code).to.equal(0);
    expect(resumed.out + resumed.err).not.to.match(/Never loaded|binary log/);
  });
});
