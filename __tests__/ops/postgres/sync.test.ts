import { expect } from "chai";
import { createTablesOf } from "../../../stacks/snowflake-to-postgres/tables.ts";
import { production, SOURCES } from "../../stacks/snowflake-to-postgres/fixtures.ts";
import { type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";

const STACK = "production-us-west-2-snowflake-to-postgres";
const NAME = "clearwell-production-us-west-2-postgres";

describe("What an operator does with batches and tables in PostgreSQL", () => {
  let aws: FakeAws;
  beforeEach(async () => {
    aws = await startFakeAws();
    aws.on("StartExecution", () => ({ executionArn: "arn:execution", startDate: 1 }));
  });
  afterEach(() => aws.close());

  const ops = (...args: string[]) =>
    operate(args, aws.endpoint, { environments: [], literals: [production({})], sources: SOURCES });
  const ends = (...answers: object[]) => {
    const all = [...answers];
    aws.on("DescribeExecution", () => (all.length > 1 ? all.shift() : all[0]) ?? {});
  };
  const started = () => aws.calls.filter(({ operation }) => operation === "StartExecution").map(({ input }) => input);

  it("sync starts the state machine in the mode that is asked for, and follows it to its end", async () => {
    ends({ status: "RUNNING" }, { status: "SUCCEEDED", output: '{"plan":{"answer":{"tables":[],"held":[]}}}' });
    const modes: readonly (readonly [args: readonly string[], input: object])[] = [
      [[], { mode: "auto" }],
      [["--auto"], { mode: "auto" }],
      [["--full", "--table", "bazaar.sales"], { mode: "full", tables: ["sales"] }],
      [
        ["--from", "2026-11-20", "--to", "2026-11-21T10:00:00Z"],
        { mode: "window", from: "2026-11-20T00:00:00.000Z", to: "2026-11-21T10:00:00.000Z" },
      ],
    ];
    for (const [args, input] of modes) {
      const { code, out, err } = await ops("sync", STACK, ...args);
      expect(code, err).to.equal(0);
      expect(out).to.include("up to date");
      expect(started().at(-1).stateMachineArn).to.match(new RegExp(`:stateMachine:${NAME}-sync$`));
      expect(JSON.parse(started().at(-1).input)).to.deep.equal(input);
    }
  });

  it("[I-10] export starts the state machine for all tables or some, in full or not, and says what comes next", async () => {
    ends({ status: "SUCCEEDED", output: "{}" });
    const { code, out } = await ops("export", STACK, "--full", "--table", "sales");
    expect(code).to.equal(0);
    expect(out).to.include(`ops -- sync ${STACK}`);
    expect(started().at(-1).stateMachineArn).to.match(new RegExp(`:stateMachine:${NAME}-export$`));
    expect(JSON.parse(started().at(-1).input)).to.deep.equal({ full: true, tables: ["sales"] });
    await ops("export", STACK);
    expect(JSON.parse(started().at(-1).input)).to.deep.equal({ full: false });
  });

  it("export fails if a table was not exported, and says where to look", async () => {
    ends({ status: "FAILED", error: "TABLES_FAILED", cause: "Which and why: npm run -s ops -- status x" });
    const { code, out } = await ops("export", STACK);
    expect(code).to.equal(1);
    expect(out).to.include("some tables were not exported").and.include("ops -- status");
  });

  it("sync says what is held, and what to do about a failure", async () => {
    ends({ status: "SUCCEEDED", output: '{"plan":{"answer":{"held":[{"table":"sales","why":"ROLLED_BACK"}]}}}' });
    expect((await ops("sync", STACK)).out).to.include("sales: held");
    ends({ status: "FAILED", error: "SYNC_INCOMPLETE" });
    const { code, out } = await ops("sync", STACK);
    expect(code).to.equal(1);
    expect(out).to.include("SYNC_INCOMPLETE").and.include("log of each failure");
  });

  it("sync refuses half a window, a table that is not exported and a time without a zone, and starts nothing", async () => {
    const wrong = [
      ["--from", "2026-11-20"],
      ["--table", "salse"],
      ["--from", "2026-11-20T10:00", "--to", "2026-11-21"],
      ["--full", "--auto"],
    ];
    for (const args of wrong) expect((await ops("sync", STACK, ...args)).code, args.join(" ")).to.equal(2);
    expect(started()).to.deep.equal([]);
  });

  it("publish --previous asks the function for each table, and names who holds one", async () => {
    const path = `POST /2015-03-31/functions/${NAME}-sync/invocations`;
    aws.on(path, () => ({ table: "bazaar.sales", batch: "20261120T0130", from: "20261121T0130" }));
    const { code, out, err } = await ops("publish", STACK, "--previous", "--table", "sales");
    expect(code, err).to.equal(0);
    expect(out).to.include("bazaar.sales: readers see batch 20261120T0130 again");
    expect(JSON.parse(aws.calls.at(-1)?.input.body)).to.deep.equal({ step: "previous", table: "sales" });

    aws.on(path, () => ({
      errorType: "PUBLISH_BLOCKED",
      errorMessage: "PUBLISH_BLOCKED: … (table x, held by pid 7, user ben, since 2026-11-21T10:00:00Z)",
    }));
    const blocked = await ops("publish", STACK, "--previous", "--table", "sales");
    expect(blocked.code).to.equal(1);
    expect(blocked.err).to.include(
      "is as it was: PUBLISH_BLOCKED, held by pid 7, user ben, since 2026-11-21T10:00:00Z",
    );
    aws.on(path, () => ({ errorType: "Error", errorMessage: "secret" }));
    expect((await ops("publish", STACK, "--previous", "--table", "sales")).err).not.to.include("secret");
  });

  it("tables prints the SQL without asking AWS, and lets the bastion run it", async () => {
    const environment = { database: "bazaar" } as Parameters<typeof createTablesOf>[0];
    expect((await ops("tables", STACK)).out).to.equal(createTablesOf(environment, SOURCES).trimEnd());
    expect(aws.calls).to.deep.equal([]);

    const statuses = ["InProgress", "Success", "Failed"];
    aws.on("SendCommand", () => ({ Command: { CommandId: "c-1" } }));
    aws.on("ListCommandInvocations", () => ({ CommandInvocations: [{ InstanceId: "i-1", Status: statuses.shift() }] }));
    expect(await ops("tables", STACK, "--apply")).to.include({ code: 0 });
    expect(aws.calls.find(({ operation }) => operation === "SendCommand")?.input.Targets).to.deep.equal([
      { Key: "tag:Name", Values: [`${NAME}-bastion`] },
    ]);
    expect((await ops("tables", STACK, "--apply")).code).to.equal(1);
    aws.on("ListCommandInvocations", () => ({ CommandInvocations: [] }));
    expect((await ops("tables", STACK, "--apply")).err).to.include(`deploy ${STACK}-bastion`);
  });

  it("name the deployments that there are, if another is meant", async () => {
    expect((await ops("sync", "production-us-west-2-snowflake-to-postgre")).err).to.include(STACK);
  });
});
