import { expect } from "chai";
import { tableMappings } from "../../../contracts/table-mappings.ts";
import { ALLOW_LIST } from "../../stacks/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { type FakeTask, fakeTask } from "./fake-task.ts";

const STOPPED = Date.parse("2026-11-21T09:00:00Z") / 1000;

describe("ops start --reload --collection", () => {
  let aws: FakeAws;
  let task: FakeTask;
  const start = (...args: string[]) => operate(["start", "production-us-west-2", ...args], aws.endpoint);
  const called = (name: string) => aws.calls.filter(({ operation }) => operation === name).map(({ input }) => input);
  const starts = () => called("StartReplicationTask");

  beforeEach(async () => {
    aws = await startFakeAws();
    task = fakeTask(aws);
    hasRun("running");
  });
  afterEach(() => aws.close());

  function hasRun(status = "stopped", stopDate = STOPPED): void {
    Object.assign(task.description, { Status: status, ReplicationTaskStats: { StartDate: 1, StopDate: stopDate } });
    task.tables.push(...Object.keys(ALLOW_LIST).map((name) => table(name)));
  }

  it("reloads single collections while the task is running", async () => {
    const { code, out } = await start("--reload", "--yes", "--collection", "tickets", "invoices");
    expect(code).to.equal(0);
    expect(called("ReloadTables")).to.deep.equal([
      {
        ReplicationTaskArn: "arn:task",
        TablesToReload: [
          { SchemaName: "legion", TableName: "tickets" },
          { SchemaName: "legion", TableName: "invoices" },
        ],
        ReloadOption: "data-reload",
      },
    ]);
    expect(starts()).to.deep.equal([]);
    expect(out).to.include("reloads tickets, invoices");
  });

  it("says first what it costs", async () => {
    const { code, err } = await start("--reload", "--collection", "tickets");
    expect({ code, reloads: called("ReloadTables") }).to.deep.equal({ code: 2, reloads: [] });
    expect(err).to.include("of tickets in MongoDB").and.include("1,234 when").and.include("--yes");
  });

  it("refuses a collection that is not listed or is named twice, and --collection without --reload", async () => {
    const wrong: [args: string[], problem: string][] = [
      [["--reload", "--collection", "people"], "people is not in the allow-list. Listed: tickets, invoices."],
      [["--reload", "--collection", "tickets", "tickets"], "named twice"],
      [["--collection", "tickets"], "needs --reload"],
    ];
    for (const [args, problem] of wrong) {
      const { code, err } = await start("--yes", ...args);
      expect({ code, asked: aws.calls }, "reported before AWS is asked").to.deep.equal({ code: 2, asked: [] });
      expect(err).to.include(problem);
    }
  });

  it("refuses only a collection that the deployed task does not replicate", async () => {
    task.description.TableMappings = JSON.stringify(tableMappings({ tickets: {} }, "legion"));
    const { code, err } = await start("--reload", "--yes", "--collection", "invoices");
    expect({ code, reloads: called("ReloadTables") }).to.deep.equal({ code: 1, reloads: [] });
    expect(err).to.include("does not replicate invoices yet").and.include("deploy");
    expect((await start("--reload", "--yes", "--collection", "tickets")).code).to.equal(0);
  });

  it("refuses more collections than DMS reloads at once", async () => {
    const allowList = Object.fromEntries(Array.from({ length: 11 }, (_, index) => [`c${index}`, { a: true as const }]));
    const args = ["start", "production-us-west-2", "--reload", "--yes", "--collection", ...Object.keys(allowList)];
    const { code, err } = await operate(args, aws.endpoint, { allowList });
    expect({ code, reloads: called("ReloadTables") }).to.deep.equal({ code: 2, reloads: [] });
    expect(err).to.include("at most 10");
  });

  it("refuses if the task is not running", async () => {
    task.description.Status = "stopped";
    const { code, err } = await start("--reload", "--yes", "--collection", "tickets");
    expect({ code, reloads: called("ReloadTables") }).to.deep.equal({ code: 1, reloads: [] });
    expect(err).to.include("only while the task runs");
  });
});

function table(name: string) {
  return { SchemaName: "legion", TableName: name, FullLoadRows: 1234 };
}
