import { expect } from "chai";
import { tableMappings } from "../../../contracts/table-mappings.ts";
import type { MongodbToSnowflake } from "../../../stacks/mongodb-to-snowflake/settings.ts";
import { ALLOW_LIST, PRIMARY } from "../../stacks/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { type FakeTask, fakeTask } from "./fake-task.ts";

const STOPPED = Date.parse("2026-11-21T09:00:00Z") / 1000;

describe("ops start", () => {
  let aws: FakeAws;
  let task: FakeTask;
  const start = (...args: string[]) => operate(["start", "production-us-west-2", ...args], aws.endpoint);
  const called = (name: string) => aws.calls.filter(({ operation }) => operation === name).map(({ input }) => input);
  const starts = () => called("StartReplicationTask");

  beforeEach(async () => {
    aws = await startFakeAws();
    task = fakeTask(aws);
  });
  afterEach(() => aws.close());

  function hasRun(status = "stopped", stopDate = STOPPED): void {
    Object.assign(task.description, { Status: status, ReplicationTaskStats: { StartDate: 1, StopDate: stopDate } });
    task.tables.push(...Object.keys(ALLOW_LIST).map((name) => table(name)));
  }

  it("[C-040] starts a task for the first time after testing both connections, and waits until it is running", async () => {
    const { code, out, err } = await start();
    expect(code).to.equal(0);
    const order = aws.calls.map(({ operation }) => operation).filter((name) => /^(Test|Start)/.test(name));
    expect(order).to.deep.equal(["TestConnection", "TestConnection", "StartReplicationTask"]);
    expect(starts()).to.deep.equal([{ ReplicationTaskArn: "arn:task", StartReplicationTaskType: "start-replication" }]);
    expect(err).to.match(/testing.*MongoDB: connected.*RAW bucket: connected.*starting.*running/s);
    expect(out).to.include("production-us-west-2 is running.").and.include("ops -- status production-us-west-2");
  });

  it("prints what it did as JSON", async () => {
    expect(JSON.parse((await start("--json")).out)).to.deep.equal({
      stack: "production-us-west-2",
      database: "legion",
      status: "running",
      startType: "start-replication",
      neverLoaded: [],
    });
  });

  it("refuses --resume and --reload for a task that has never run, which would cause data errors", async () => {
    for (const asked of [["--resume"], ["--reload", "--yes"]]) {
      const { code, err } = await start(...asked);
      expect({ code, starts: starts() }).to.deep.equal({ code: 2, starts: [] });
      expect(err).to.include("has never run").and.include("data errors");
    }
  });

  it("asks the operator how a task that has run continues, and says why it is stopped", async () => {
    for (const status of ["stopped", "failed", "ready"]) {
      hasRun(status);
      Object.assign(task.description, { StopReason: "Stop Reason FATAL_ERROR", LastFailureMessage: "out of disk" });
      const { code, err } = await start();
      expect({ code, starts: starts() }).to.deep.equal({ code: 2, starts: [] });
      expect(err).to.include("--resume").and.include("--reload").and.include("oplog");
      expect(err).to.include(`${status} since 2026-11-21T09:00:00.000Z; Stop Reason FATAL_ERROR; out of disk`);
    }
  });

  it("resumes with --resume", async () => {
    hasRun();
    const { code, err } = await start("--resume");
    expect(code).to.equal(0);
    expect(starts()[0].StartReplicationTaskType).to.equal("resume-processing");
    expect(err).not.to.include("oplog");
  });

  it("warns if a task was stopped for longer than a day, as MongoDB's oplog may not reach back that far", async () => {
    hasRun("stopped", STOPPED - 24 * 60 * 60);
    const { code, err } = await start("--resume");
    expect(code).to.equal(0);
    expect(err).to.include("stopped since 2026-11-20T09:00:00.000Z").and.include("oplog").and.include("--reload");
  });

  it("[T-05] says after a resume which collections are new in the list, because only their changes are replicated", async () => {
    hasRun();
    task.tables.splice(0, 1, { ...table("tickets"), SchemaName: "another-database" });
    const { out } = await start("--resume");
    expect(out).to.include("Never loaded: tickets.");
    expect(out).to.include("ops -- start production-us-west-2 --reload --collection tickets");
  });

  it("says what a reload costs, and does nothing without --yes", async () => {
    hasRun();
    const { code, err } = await start("--reload");
    expect({ code, starts: starts(), tests: called("TestConnection") }).to.deep.equal({
      code: 2,
      starts: [],
      tests: [],
    });
    expect(err).to.include("tickets, invoices").and.include("2,468 when last loaded").and.include("add --yes");
    expect((await start("--reload", "--yes")).code).to.equal(0);
    expect(starts()[0].StartReplicationTaskType).to.equal("reload-target");
  });

  it("refuses a reload whose objects Snowpipe would skip, because it has loaded their names before", async () => {
    hasRun();
    const sameName: MongodbToSnowflake = { ...PRIMARY, cleaner: { ...PRIMARY.cleaner, cleanNames: "same-name" } };
    const reload = (environment: MongodbToSnowflake, ...more: string[]) =>
      operate(["start", "production-us-west-2", "--reload", "--yes", ...more], aws.endpoint, {
        environments: [environment],
      });
    const { code, err } = await reload(sameName);
    expect({ code, starts: starts() }).to.deep.equal({ code: 1, starts: [] });
    expect(err).to.include("Snowpipe would skip").and.include('"versioned"');
    const { snowpipeSqsArn: _none, ...withoutSnowpipe } = sameName;
    expect((await reload(withoutSnowpipe)).code).to.equal(0);
    expect((await reload(sameName, "--collection", "tickets")).code).to.equal(1);
    expect(called("ReloadTables")).to.deep.equal([]);
  });

  it("refuses --resume together with --reload", async () => {
    hasRun();
    const { code, err } = await start("--resume", "--reload", "--yes");
    expect({ code, starts: starts() }).to.deep.equal({ code: 2, starts: [] });
    expect(err).to.include("cannot be used with");
  });

  it("does nothing if the task is running, and waits if somebody else has just started it", async () => {
    for (const status of ["running", "starting"]) {
      task.description.Status = status;
      const { code, out } = await start("--resume");
      expect(code).to.equal(0);
      expect(out).to.include("is running already");
    }
    expect(starts()).to.deep.equal([]);
  });

  it("refuses to reload all while the task is running, and names the two ways to do it", async () => {
    task.description.Status = "running";
    const { code, err } = await start("--reload", "--yes");
    expect({ code, starts: starts() }).to.deep.equal({ code: 1, starts: [] });
    expect(err).to.include("Stop it first").and.include("--collection");
  });

  it("refuses while a deploy modifies the task", async () => {
    for (const status of ["modifying", "stopping", "creating", "deleting"]) {
      task.description.Status = status;
      const { code, err } = await start();
      expect({ code, starts: starts() }).to.deep.equal({ code: 1, starts: [] });
      expect(err).to.include(`is ${status}`).and.include("wait");
    }
  });

  it("refuses a task that replicates other collections than the working tree lists", async () => {
    task.description.TableMappings = JSON.stringify(tableMappings({ tickets: {}, people: {} }, "legion"));
    const { code, err } = await start();
    expect({ code, starts: starts(), tests: called("TestConnection") }).to.deep.equal({
      code: 1,
      starts: [],
      tests: [],
    });
    expect(err)
      .to.include("listed here, not replicated: legion.invoices")
      .and.include("replicated, not listed here: legion.people")
      .and.include("Deploy the working tree first");
  });

  it("starts nothing if an endpoint can't be reached, and shows DMS's reason and what to check", async () => {
    const failed = { Status: "failed", LastFailureMessage: "Application-Detailed-Message: No suitable servers found" };
    for (const [endpoint, name, check] of [
      ["arn:source", "MongoDB", "not a mongodb+srv:// address), user (SCRAM-SHA-1) and password, the security groups"],
      ["arn:target", "the RAW bucket", "subnets"],
    ] as const) {
      task.connections.clear();
      task.connections.set(endpoint, failed);
      const { code, err } = await start();
      expect({ code, starts: starts() }).to.deep.equal({ code: 1, starts: [] });
      expect(err).to.include(`can't connect to ${name}: ${failed.LastFailureMessage}`).and.include(check);
    }
  });

  it("does not test a connection that is being tested", async () => {
    task.connections.set("arn:source", { Status: "testing" });
    expect((await start()).code).to.equal(0);
    expect(called("TestConnection").map(({ EndpointArn }) => EndpointArn)).to.deep.equal(["arn:target"]);
  });

  it("gives up on a connection about which DMS says nothing", async () => {
    aws.on("DescribeConnections", () => ({ Connections: [] }));
    const { code, err } = await start();
    expect({ code, starts: starts() }).to.deep.equal({ code: 1, starts: [] });
    expect(err).to.include("can't connect to MongoDB: DMS says nothing");
  });

  it("fails if the task fails while it starts, and says why", async () => {
    task.startsInto = "failed";
    task.description.LastFailureMessage = "no tables were found";
    const { code, out } = await start();
    expect(code).to.equal(1);
    expect(out).to.include("is failed; no tables were found");
  });
});

function table(name: string) {
  return { SchemaName: "legion", TableName: name, FullLoadRows: 1234 };
}
