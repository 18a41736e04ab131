import { expect } from "chai";
import type { RelationalToSnowflakeSettings } from "../../../stacks/relational-to-snowflake/settings.ts";
import { production, SOURCES } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { FakeWarehouse } from "../warehouse/fake-warehouse.ts";
import { type FakeTasks, fakeTasks, STACK } from "./fake-tasks.ts";

describe("An operator's command on a stack of relational-to-snowflake", () => {
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
  const called = (name: string) => aws.calls.filter(({ operation }) => operation === name).map(({ input }) => input);
  const are = (description: object) => {
    for (const task of Object.values(tasks)) Object.assign(task.description, description);
  };

  describe("stop", () => {
    it("stops the task of each database, and says what each kind of database does meanwhile", async () => {
      are({ Status: "running" });
      const { code, out } = await run("stop", STACK);
      expect(code).to.equal(0);
      expect(called("StopReplicationTask")).to.deep.equal([
        { ReplicationTaskArn: "arn:task:clinic" },
        { ReplicationTaskArn: "arn:task:ledger" },
      ]);
      expect(called("DescribeReplicationTasks")[0].Filters[0].Values).to.deep.equal([
        "clearwell-production-us-west-2-relational-clinic-task",
      ]);
      expect(out.split("\n")).to.deep.equal([
        `${STACK}, database clinic is stopped.`,
        "Resume it before MySQL's binary log drops the changes since now: after that, only a reload of all tables helps.",
        `${STACK}, database ledger is stopped.`,
        "Resume it soon: until then PostgreSQL keeps all WAL for its slot, and the disk may become full.",
      ]);
    });

    it("stops only the task of the database that it names", async () => {
      are({ Status: "running" });
      const { out } = await run("stop", STACK, "--database", "ledger", "--json");
      expect(JSON.parse(out)).to.include({ stack: STACK, database: "ledger", status: "stopped", wasRunning: true });
      expect(called("StopReplicationTask")).to.have.length(1);
      expect((await run("stop", STACK, "--database", "legion")).err).to.include("Its databases: clinic, ledger.");
    });
  });

  it("is found by its id, and suggested by a similar one", async () => {
    expect((await run("stop", `${STACK}s`)).err)
      .to.include(`Did you mean ${STACK}?`)
      .and.include(`staging-us-west-2, ${STACK}.`);
    settings = { deployDms: false };
    expect((await run("start", STACK)).err).to.include(`${STACK} has no pipeline: its deployDms is false`);
    expect(aws.calls).to.deep.equal([]);
  });

  it("does nothing with credentials of another account", async () => {
    aws.account = "999988887777";
    const { code, err } = await run("start", STACK);
    expect(code).to.equal(1);
    expect(err).to.include(`999988887777, and ${STACK} is in 111122223333: nothing was done`);
    expect(aws.calls).to.have.length(1);
  });

  it("says by name which commands it does not have, before AWS is asked", async () => {
    for (const args of [
      ["replay", STACK, "--collection", "visits"],
      ["failures", STACK],
      ["preview", "--stack", STACK],
    ]) {
      const { code, err } = await run(...args);
      expect({ code, err }).to.deep.equal({
        code: 2,
        err: `${STACK} has no cleaner, so there is no ${args[0]} for it: ${args[0]} is for stacks of mongodb-to-snowflake.`,
      });
    }
    expect(aws.calls).to.deep.equal([]);
  });

  it("says which source the contracts lack", async () => {
    const { code, err } = await operate(["stop", STACK], aws.endpoint, { literals: [production()] });
    expect(code).to.equal(2);
    expect(err).to.equal("contracts/index.ts has no MySQL or PostgreSQL source clinic.");
  });
});
