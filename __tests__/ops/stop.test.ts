import { expect } from "chai";
import { AwsFault, type FakeAws, startFakeAws } from "./fake-aws.ts";
import { operate } from "./operator.ts";

describe("ops stop", () => {
  let aws: FakeAws;
  const stop = (...more: string[]) => operate(["stop", "production-us-west-2", ...more], aws.endpoint);
  const stops = () => aws.calls.filter(({ operation }) => operation === "StopReplicationTask");

  /** The task has the first status, the next one at each poll, and then keeps the last. */
  function taskGoesThrough(...states: string[]): void {
    aws.on("DescribeReplicationTasks", () => ({
      ReplicationTasks: [
        { ReplicationTaskArn: "arn:task", Status: states.length > 1 ? states.shift() : states[0], StopReason: "why" },
      ],
    }));
  }

  beforeEach(async () => {
    aws = await startFakeAws();
    aws.on("StopReplicationTask", () => ({}));
  });
  afterEach(() => aws.close());

  it("stops a running task, waits until its status is stopped, and says what resuming needs", async () => {
    taskGoesThrough("running", "running", "stopping", "stopping", "stopped");
    const { code, out, err, waited } = await stop();
    expect(code).to.equal(0);
    expect(stops().map(({ input }) => input)).to.deep.equal([{ ReplicationTaskArn: "arn:task" }]);
    expect(waited).to.equal(40_000);
    expect(err).to.match(/running\n.*stopping\n.*stopped$/);
    expect(out).to.include("production-us-west-2 is stopped.").and.include("oplog");
  });

  it("waits for a stop that somebody else began", async () => {
    taskGoesThrough("stopping", "stopped");
    expect((await stop()).code).to.equal(0);
    expect(stops()).to.deep.equal([]);
  });

  it("does nothing if the task is not running", async () => {
    for (const status of ["ready", "stopped"]) {
      taskGoesThrough(status);
      const { code, out } = await stop("--json");
      expect({ code, found: JSON.parse(out) }).to.deep.equal({
        code: 0,
        found: { stack: "production-us-west-2", database: "legion", status, stopReason: "why", wasRunning: false },
      });
    }
    expect(stops()).to.deep.equal([]);
  });

  it("fails if the task has failed", async () => {
    taskGoesThrough("running", "stopping", "failed");
    expect((await stop()).code).to.equal(1);
  });

  it("refuses while a deploy modifies the task", async () => {
    taskGoesThrough("modifying");
    const { code, err } = await stop();
    expect({ code, stops: stops() }).to.deep.equal({ code: 1, stops: [] });
    expect(err).to.include("is modifying").and.include("wait");
  });

  it("gives up after half an hour, and says the task's status", async () => {
    taskGoesThrough("running", "stopping");
    const { code, err, waited } = await stop();
    expect({ code, waited }).to.deep.equal({ code: 1, waited: 30 * 60_000 });
    expect(err).to.include("  waiting for 1 min\n  waiting for 2 min").and.include("still stopping after half an hour");
  });

  it("reports DMS's reason if it refuses", async () => {
    taskGoesThrough("running");
    aws.on("StopReplicationTask", () => {
      throw new AwsFault("InvalidResourceStateFault", "The task can't be stopped");
    });
    const { code, err } = await stop();
    expect(code).to.equal(1);
    expect(err).to.equal("AWS: InvalidResourceStateFault: The task can't be stopped.");
  });
});
