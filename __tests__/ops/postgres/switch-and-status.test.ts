import { expect } from "chai";
import type { SnowflakeToPostgresSettings } from "../../../stacks/snowflake-to-postgres/settings.ts";
import { production, SOURCES } from "../../stacks/snowflake-to-postgres/fixtures.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { type FakeStacks, fakeStacks } from "../status/fake-stacks.ts";

const STACK = "production-us-west-2-snowflake-to-postgres";
const NAME = "clearwell-production-us-west-2-postgres";
const BUCKET = "insightflow-raw-bucket-fixture";
const AT = new Date("2026-11-21T11:50:00Z");

describe("The operator's commands for snowflake-to-postgres", () => {
  let aws: FakeAws;
  let fake: FakeStacks;
  let schedule: Record<string, unknown>;
  let executions: Record<string, unknown>[];
  let settings: Partial<SnowflakeToPostgresSettings>;

  beforeEach(async () => {
    aws = await startFakeAws();
    fake = fakeStacks(aws);
    executions = [];
    settings = {};
    schedule = {
      ...{ Name: `${NAME}-schedule`, GroupName: "default", State: "DISABLED", ScheduleExpression: "rate(1 day)" },
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: "arn:aws:states:x", RoleArn: "arn:aws:iam:x", Input: "{}" },
    };
    aws.on(`GET /schedules/${NAME}-schedule`, () => schedule);
    aws.on(`PUT /schedules/${NAME}-schedule`, ({ input }) => {
      Object.assign(schedule, JSON.parse(input.body));
      return { ScheduleArn: "arn:aws:scheduler:x" };
    });
    aws.on("DescribeStateMachine", () => ({ definition: "{}" }));
    aws.on("ListExecutions", () => ({ executions }));
  });
  afterEach(() => aws.close());

  const ops = (...args: string[]) =>
    operate(args, aws.endpoint, { environments: [], literals: [production(settings)], sources: SOURCES });

  it("start switches the schedule on, after the state machines are there", async () => {
    const { code, out } = await ops("start", STACK);
    expect({ code, state: schedule.State }).to.deep.equal({ code: 0, state: "ENABLED" });
    expect(out).to.include(`The schedule of ${STACK} is on.`).and.include(`ops -- status ${STACK}`);
    const asked = aws.calls.filter(({ operation }) => operation === "DescribeStateMachine");
    expect(asked.map(({ input }) => String(input.stateMachineArn).split("-").at(-1))).to.deep.equal(["export", "sync"]);
  });

  it("start says which module to deploy, and switches nothing on", async () => {
    aws.on("DescribeStateMachine", () => {
      throw new AwsFault("StateMachineDoesNotExist", "no such machine");
    });
    const { code, err } = await ops("start", STACK);
    expect({ code, state: schedule.State }).to.deep.equal({ code: 1, state: "DISABLED" });
    expect(err).to.include(`deploy ${STACK}-batch first`);
  });

  it("stop switches it off, and says so if it is off already", async () => {
    schedule.State = "ENABLED";
    expect((await ops("stop", STACK)).out).to.include("is off.");
    expect(JSON.parse((await ops("stop", STACK, "--json")).out)).to.deep.equal({
      stack: STACK,
      schedule: "DISABLED",
      changed: false,
    });
  });

  it("do nothing with credentials of another account, or if the modules are switched off", async () => {
    aws.account = "999999999999";
    expect((await ops("start", STACK)).err).to.include("nothing was done");
    settings = { deployModules: false };
    expect((await ops("stop", STACK)).err).to.include("its deployModules is false");
    expect(schedule.State).to.equal("DISABLED");
  });

  it("status shows the schedule, the newest run and each table's newest batch, by its manifest", async () => {
    schedule.State = "ENABLED";
    executions.push({ status: "SUCCEEDED", startDate: AT.getTime() / 1000, stopDate: AT.getTime() / 1000 });
    for (const key of [
      "manifests/bazaar/sales/20261120T0130.json",
      "manifests/bazaar/sales/20261121T0130.json",
      "manifests/bazaar/sales/20261121T0130.01b2.parts.jsonl",
      "manifests/bazaar/sales/20261122T0130.01b3.parts.jsonl",
    ])
      fake.objects.set(`${BUCKET}/${key}`, AT);
    const { code, out } = await ops("status", STACK);
    expect(code, out).to.equal(0);
    expect(out)
      .to.match(/schedule +on/)
      .and.match(/newest run +SUCCEEDED, 10 min ago/);
    expect(out)
      .to.match(/sales +\S+-snowflake-to-postgres +20261121T0130 +10 min ago/)
      .and.match(/shelves +\S+ +- +never/);
    const { postgres } = JSON.parse((await ops("status", "--json")).out);
    expect(postgres[0]).to.deep.include({ stack: STACK, schedule: "ENABLED", problems: [] });
  });

  it("status exits with 1 if the newest run that ended failed", async () => {
    executions.push({ status: "FAILED", startDate: AT.getTime() / 1000, stopDate: AT.getTime() / 1000 });
    const { code, out } = await ops("status", STACK);
    expect(code).to.equal(1);
    expect(out).to.include("the newest one that ended is FAILED").and.include("docs/runbook.md#run-failed");
  });

  it("a module alone is not what these commands take", async () => {
    expect((await ops("start", `${STACK}-sync`)).err).to.include(`name them as ${STACK}.`);
  });

  it("order lists the modules after each other, and the network before PostgreSQL", async () => {
    const { out } = await ops("order", "production", "--json");
    const ids = (JSON.parse(out).deploy as { stack: string }[]).map(({ stack }) => stack);
    const place = (part: string) => ids.findIndex((id) => id.endsWith(part));
    const parts = ["-us-west-2-network", "-buckets", "-postgres-postgres", "-bastion", "-batch", "-catalog", "-sync"];
    const places = parts.map(place);
    expect(places).to.deep.equal(places.toSorted((one, other) => one - other));
    expect(places).not.to.include(-1);
  });

  it("cost prices PostgreSQL and the bastion, and knows every type", async () => {
    const { code, out } = await ops("cost", "production");
    expect(code).to.equal(0);
    expect(out).to.include("RDS, db.t4g.medium").and.include("EC2, t4g.nano");
  });
});
