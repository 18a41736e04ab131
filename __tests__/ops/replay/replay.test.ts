import { expect } from "chai";
import { FOLDER, World } from "./world.ts";

const ARN = "arn:aws:states:us-west-2:111122223333:execution:clearwell-production-us-west-2-replay:one";
const YES = ["--collection", "tickets", "--yes"];

describe("ops replay --yes", () => {
  let world: World;

  /** The execution has these counts, one at each poll, and ends after the last of them. */
  function executionHas(counts: readonly object[], end: object = { status: "SUCCEEDED" }): void {
    const looks = [...counts];
    const execution = { executionArn: ARN, name: "tickets-1", stateMachineArn: "arn", startDate: 0 };
    world.aws.on("DescribeExecution", () => ({ ...execution, ...(looks.length > 1 ? { status: "RUNNING" } : end) }));
    world.aws.on("ListMapRuns", ({ input }) => ({
      mapRuns: input.executionArn === ARN && looks.length > 0 ? [{ mapRunArn: "run" }] : [],
    }));
    world.aws.on("DescribeMapRun", () => ({ itemCounts: looks.length > 1 ? looks.shift() : looks[0] }));
  }

  beforeEach(async () => {
    world = await World.start();
    world.put("LOAD00000001.csv.gz", "2026-11-15T08:00:00Z");
    world.put("20261116-080000000.csv.gz", "2026-11-16T08:00:00Z");
    world.aws.on("StartExecution", () => ({ executionArn: ARN, startDate: 0 }));
    executionHas([{ total: 2, succeeded: 2 }]);
  });
  afterEach(() => world.close());

  it("starts the stack's state machine, named after collection and second, with what to clean as input", async () => {
    const { code } = await world.replay(YES);
    expect(code).to.equal(0);
    const [start] = world.aws.calls.filter(({ operation }) => operation === "StartExecution");
    expect(start?.input.stateMachineArn).to.equal(
      "arn:aws:states:us-west-2:111122223333:stateMachine:clearwell-production-us-west-2-replay",
    );
    expect(world.started()).to.deep.equal([
      {
        name: "tickets-20261121T120000",
        input: {
          prefix: FOLDER,
          since: Date.parse("2026-11-15T08:00:00Z") / 1000,
          until: Date.parse("2026-11-16T08:00:01Z") / 1000,
          tolerated: 20,
        },
      },
    ]);
  });

  it("polls it every five seconds, and shows the result", async () => {
    executionHas(
      [
        { total: 0 },
        { total: 2, pending: 1, running: 1 },
        { total: 2, running: 1, succeeded: 1 },
        { total: 2, succeeded: 2 },
      ],
      { status: "SUCCEEDED", output: '{"ResultWriterDetails":{"Bucket":"raw","Key":"replays/1/manifest.json"}}' },
    );
    const { code, out, err, waited } = await world.replay(YES);
    expect(code).to.equal(0);
    expect(waited).to.equal(15_000);
    expect(err).to.match(/0\/2 1 running\n1\/2 1 running$/);
    expect(out).to.include("all objects are done. 2 objects done, 0 failed, 0 left.");
    expect(out).to.include("s3://raw/replays/1/manifest.json");
  });

  it("says at the start that it continues without the command, and how to follow it again", async () => {
    const { err } = await world.replay(YES);
    expect(err).to.include(`Started ${ARN}`).and.include("continues if this command is interrupted");
    expect(err).to.include("npm run -s ops -- replay production-us-west-2 --follow");
  });

  it("exits with 1 if an object failed, and says where to look", async () => {
    executionHas([{ total: 3, succeeded: 1, failed: 1, timedOut: 1 }]);
    const { code, out } = await world.replay(YES);
    expect(code).to.equal(1);
    expect(out).to.include("1 object done, 2 failed");
    expect(out).to.include("npm run -s ops -- failures production-us-west-2");
  });

  it("says why it ended early", async () => {
    const ends: [end: object, says: string][] = [
      [{ status: "FAILED", error: "States.ExceedToleratedFailureThreshold" }, "too many objects failed"],
      [{ status: "ABORTED" }, "somebody stopped it"],
      [{ status: "FAILED", error: "States.ItemReaderFailed" }, "FAILED: States.ItemReaderFailed"],
    ];
    for (const [end, says] of ends) {
      executionHas([{ total: 5, succeeded: 1, failed: 0, aborted: 1, pending: 3 }], end);
      const { code, out } = await world.replay(YES);
      expect(code).to.equal(1);
      expect(out).to.include(says).and.include("4 left");
    }
  });

  it("prints the plan and the end as one document with --json", async () => {
    const { out } = await world.replay([...YES, "--json"]);
    expect(JSON.parse(out)).to.deep.include({ status: "SUCCEEDED", through: 2, failed: 0, left: 0 });
    expect(JSON.parse(out)).to.have.nested.property("found.objects", 2);
  });

  it("starts nothing if nothing would change", async () => {
    await world.clean();
    const { code, out } = await world.replay(YES);
    expect({ code, started: world.started() }).to.deep.equal({ code: 0, started: [] });
    expect(out).to.include("Nothing would change.");
  });

  it("starts nothing while another replay is running, because new objects would have to wait for both", async () => {
    world.aws.on("ListExecutions", ({ input }) => ({
      executions: input.statusFilter === "RUNNING" ? [{ executionArn: ARN, name: "invoices-1" }] : [],
    }));
    const { code, err } = await world.replay(YES);
    expect({ code, started: world.started() }).to.deep.equal({ code: 1, started: [] });
    expect(err).to.include("A replay is running in production-us-west-2: invoices-1.").and.include("--follow");
    const dry = await world.replay(YES.slice(0, 2));
    expect(dry.code).to.equal(0);
    expect(dry.out).to.include("A replay is running").and.include("would change");
  });

  it("starts nothing if another mask is deployed than the working tree has", async () => {
    world.allowList = { tickets: { state: true } };
    const { code, err } = await world.replay(YES);
    expect({ code, started: world.started() }).to.deep.equal({ code: 1, started: [] });
    expect(err).to.include("deployed with another mask").and.include("nothing was started");
  });

  it("tolerates one failure in twenty of many objects, so that one broken object does not stop a thousand", async () => {
    for (let number = 0; number < 998; number++) world.put(`${number}.csv.gz`, "2026-11-16T07:00:00Z");
    await world.replay(YES);
    expect(world.started()[0]?.input).to.include({ tolerated: 50 });
  });

  it("gives the execution a name that Step Functions accepts, whatever the collection's name", async () => {
    const name = `tickets.old ${"x".repeat(80)}`;
    const allowList = { [name]: { state: true } } as const;
    world.allowList = allowList;
    const [[key, object]] = [...world.s3.objects] as [[string, never]];
    world.s3.objects.set(key.replace("/tickets/", `/${name}/`), object);
    await world.replay(["--collection", name, "--yes"], { allowList });
    expect(world.started()[0]?.name)
      .to.match(/^tickets_old_x+-20261121T120000$/)
      .and.have.lengthOf.at.most(80);
  });

  describe("--follow", () => {
    it("follows the newest replay", async () => {
      world.aws.on("ListExecutions", ({ input }) => {
        expect(input).to.include({ maxResults: 1 }).and.not.have.property("statusFilter");
        return { executions: [{ executionArn: ARN, name: "tickets-1", startDate: 1795262400 }] };
      });
      const { code, out, err } = await world.replay(["--follow"]);
      expect({ code, started: world.started() }).to.deep.equal({ code: 0, started: [] });
      expect(err).to.include("tickets-1, started 2026-11-");
      expect(out).to.include("2 objects done");
    });

    it("says that there was none", async () => {
      const { code, err } = await world.replay(["--follow"]);
      expect({ code, err }).to.deep.equal({
        code: 1,
        err: "There was no replay in production-us-west-2 in 90 days.",
      });
    });
  });

  it("asks only in the stack's region, and reads no row", async () => {
    await world.replay(YES);
    expect(new Set(world.aws.calls.map(({ region }) => region))).to.deep.equal(new Set(["us-west-2"]));
    const reads = world.s3.requests.filter(({ key }) => key !== "");
    expect(reads).to.deep.equal([]);
  });
});
