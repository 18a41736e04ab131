import { expect } from "chai";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { type FakeStacks, fakeStacks } from "./fake-stacks.ts";

const STACK = "production-us-west-2";

describe("ops status, of the replication engine", () => {
  let aws: FakeAws;
  let stacks: FakeStacks;
  const status = (...args: string[]) => operate(["status", STACK, ...args], aws.endpoint);

  beforeEach(async () => {
    aws = await startFakeAws();
    stacks = fakeStacks(aws);
  });
  afterEach(() => aws.close());

  it("shows the running version, and when AWS deprecates it and upgrades it", async () => {
    const { code, out } = await status();
    expect(code).to.equal(0);
    expect(out).to.match(/^ +engine +3\.6\.1$/m);
    expect(out).to.match(/^ +no new instances from +2027-04-30$/m);
    expect(out).to.match(/^ +forced upgrade +2027-06-30$/m);
  });

  it("asks for the instance of the stack, in its region", async () => {
    await status();
    const call = aws.calls.find(({ operation }) => operation === "DescribeReplicationInstances");
    expect(call?.region).to.equal("us-west-2");
    expect(call?.input.Filters).to.deep.equal([{ Name: "replication-instance-id", Values: [`clearwell-${STACK}`] }]);
  });

  it("shows a dash if AWS has not announced a date", async () => {
    stacks.engine.versions.length = 0;
    const { code, out } = await status();
    expect(code).to.equal(0);
    expect(out).to.match(/^ +no new instances from +-$/m);
    expect(out).to.match(/^ +forced upgrade +-$/m);
  });

  it("warns of a forced upgrade 60 days before it, and names the runbook", async () => {
    const forcedOn = async (day: string) => {
      Object.assign(stacks.engine.versions[2] as object, { ForceUpgradeDate: Date.parse(day) / 1000 });
      const { code, out } = await status("--json");
      return [code, JSON.parse(out).stacks[0].problems];
    };
    expect(await forcedOn("2027-01-21T00:00:00Z")).to.deep.equal([0, []]);
    const problem = "AWS upgrades 3.6.1 by itself on 2027-01-20";
    const warning = { where: "engine", problem, remedy: "docs/runbook.md#engine-upgrade" };
    expect(await forcedOn("2027-01-20T00:00:00Z")).to.deep.equal([1, [warning]]);
  });

  it("reports if another version is running than is configured, which a deploy can't change back", async () => {
    stacks.engine.version = "3.7.0";
    const { code, out } = await status("--json");
    expect(code).to.equal(1);
    expect(JSON.parse(out).stacks[0].problems).to.deep.equal([
      { where: "engine", problem: "3.7.0 is running, 3.6.1 is configured", remedy: "docs/runbook.md#engine-upgrade" },
    ]);
  });

  for (const operation of ["DescribeReplicationInstances", "DescribeEngineVersions"])
    it(`shows no engine, and no problem, to an operator who may not call ${operation}: the rights may be older than the check`, async () => {
      aws.on(operation, () => {
        throw new AwsFault("AccessDeniedException", "no");
      });
      const { code, out } = await status();
      expect(code).to.equal(0);
      expect(out)
        .to.match(/^ +engine +\?$/m)
        .and.match(/^ +forced upgrade +\?$/m);
      expect(JSON.parse((await status("--json")).out).stacks[0].engine).to.equal(null);
    });

  it("reports if DMS does not answer", async () => {
    aws.on("DescribeEngineVersions", () => {
      throw new AwsFault("InternalFailure", "try again", 500);
    });
    const { code, out } = await status();
    expect(code).to.equal(1);
    expect(out).to.match(/^ {2}engine: AWS: InternalFailure/m);
  });
});
