import { expect } from "chai";
import type { Sources } from "../../contracts/source.ts";
import { tableMappings } from "../../contracts/table-mappings.ts";
import type { MongodbToSnowflake } from "../../stacks/mongodb-to-snowflake/settings.ts";
import { legionOf, PRIMARY } from "../stacks/fixtures.ts";
import { type FakeAws, startFakeAws } from "./fake-aws.ts";
import { operate } from "./operator.ts";

/** Both databases have `users`. */
const SOURCES: Sources = {
  legion: { engine: "mongodb", collections: { users: { tier: true }, audit: { status: true } } },
  shop: { engine: "mongodb", collections: { users: { plan: true }, orders: { total: true } } },
};
const TWO: MongodbToSnowflake = {
  ...PRIMARY,
  databases: { legion: legionOf(PRIMARY), shop: legionOf(PRIMARY) },
  firstDatabase: "legion",
};
const STACK = "production-us-west-2";

describe("An operator's command on a stack with two databases", () => {
  let aws: FakeAws;
  /** The status of each task, by its name. */
  let statuses: Record<string, string>;

  beforeEach(async () => {
    aws = await startFakeAws();
    statuses = { [`clearwell-${STACK}-task`]: "running", [`clearwell-${STACK}-shop-task`]: "running" };
    aws.on("DescribeReplicationTasks", ({ input }) => {
      const [name] = input.Filters[0].Values as [string];
      const database = name.includes("-shop-") ? "shop" : "legion";
      const source = SOURCES[database] as Extract<Sources[string], { engine: "mongodb" }>;
      const TableMappings = JSON.stringify(tableMappings(source.collections, database));
      return { ReplicationTasks: [{ ReplicationTaskArn: `arn:${name}`, Status: statuses[name], TableMappings }] };
    });
    aws.on("StopReplicationTask", ({ input }) => {
      statuses[input.ReplicationTaskArn.slice("arn:".length)] = "stopped";
      return {};
    });
    aws.on("ReloadTables", () => ({}));
    aws.on("DescribeTableStatistics", () => ({ TableStatistics: [] }));
  });
  afterEach(() => aws.close());

  const run = (...args: string[]) => operate(args, aws.endpoint, { environments: [TWO], sources: SOURCES });
  const calls = (operation: string) =>
    aws.calls.filter((call) => call.operation === operation).map(({ input }) => input);

  it("stops both tasks, and names them", async () => {
    const { code, out } = await run("stop", STACK);
    expect(code).to.equal(0);
    expect(calls("StopReplicationTask")).to.deep.equal([
      { ReplicationTaskArn: `arn:clearwell-${STACK}-task` },
      { ReplicationTaskArn: `arn:clearwell-${STACK}-shop-task` },
    ]);
    expect(out).to.include(`${STACK} is stopped.`).and.include(`${STACK}, database shop is stopped.`);
  });

  it("prints a document for each task", async () => {
    const { out } = await run("stop", STACK, "--json");
    const { stack, tasks } = JSON.parse(out) as { stack: string; tasks: { database: string; status: string }[] };
    expect(stack).to.equal(STACK);
    expect(tasks.map(({ database, status }) => [database, status])).to.deep.equal([
      ["legion", "stopped"],
      ["shop", "stopped"],
    ]);
  });

  it("stops or starts only the task of the database that it names", async () => {
    expect((await run("stop", STACK, "--database", "shop")).code).to.equal(0);
    expect(calls("StopReplicationTask")).to.have.length(1);
    const { code, err } = await run("start", STACK, "--database", "shopp");
    expect({ code, err }).to.deep.include({ code: 2 });
    expect(err).to.include("Its databases: legion, shop.");
  });

  it("reloads collections in the tasks of their databases", async () => {
    const { code, out } = await run("start", STACK, "--reload", "--yes", "--collection", "orders", "legion/users");
    expect(code).to.equal(0);
    expect(calls("ReloadTables")).to.deep.equal([
      {
        ReplicationTaskArn: `arn:clearwell-${STACK}-shop-task`,
        TablesToReload: [{ SchemaName: "shop", TableName: "orders" }],
        ReloadOption: "data-reload",
      },
      {
        ReplicationTaskArn: `arn:clearwell-${STACK}-task`,
        TablesToReload: [{ SchemaName: "legion", TableName: "users" }],
        ReloadOption: "data-reload",
      },
    ]);
    expect(out).to.include("database shop reloads shop/orders.").and.include("reloads users.");
  });

  it("says before a reload what it loads in all databases, because --yes is for all of them", async () => {
    const tables = (...names: string[]) => names.map((TableName) => ({ TableName, FullLoadRows: 1000 }));
    aws.on("DescribeTableStatistics", ({ input }) => {
      const SchemaName = input.ReplicationTaskArn.includes("-shop-") ? "shop" : "legion";
      return { TableStatistics: tables("users", "orders", "audit").map((each) => ({ SchemaName, ...each })) };
    });
    const single = await run("start", STACK, "--reload", "--collection", "orders", "audit");
    expect(single.err).to.include("of shop/orders, audit in MongoDB again (2,000 when last loaded)");
    for (const name of Object.keys(statuses)) statuses[name] = "stopped";
    const { code, err } = await run("start", STACK, "--reload");
    expect({ code, started: calls("StartReplicationTask") }).to.deep.equal({ code: 2, started: [] });
    expect(err).to.include("of users, audit, shop/users, shop/orders in MongoDB again (4,000 when last loaded)");
  });

  it("starts nothing if the task of one database can't be started so", async () => {
    statuses = { [`clearwell-${STACK}-task`]: "stopped", [`clearwell-${STACK}-shop-task`]: "ready" };
    const { code, err } = await run("start", STACK, "--resume");
    expect({ code, asked: [...calls("TestConnection"), ...calls("StartReplicationTask")] }).to.deep.equal({
      code: 2,
      asked: [],
    });
    expect(err).to.include("database shop has never run");
  });

  it("refuses a name that both databases have, and says how to write it", async () => {
    for (const args of [
      ["start", STACK, "--reload", "--collection", "users"],
      ["replay", STACK, "--collection", "users"],
      ["failures", STACK, "--forget", "--collection", "users"],
      ["preview", "--stack", STACK, "--collection", "users"],
    ]) {
      const { code, err } = await run(...args);
      expect({ code, err }, args.join(" ")).to.deep.equal({
        code: 2,
        err: "More than one database has users. Write legion/users or shop/users.",
      });
    }
    expect(calls("ReloadTables")).to.deep.equal([]);
  });

  it("suggests the collection that was probably meant, with its database", async () => {
    const { code, err } = await run("replay", STACK, "--collection", "shop/user");
    expect(code).to.equal(2);
    expect(err).to.include("Did you mean shop/users?").and.include("Listed: users, audit, shop/users, shop/orders.");
  });
});
