import { expect } from "chai";
import { AwsFault } from "../fake-aws.ts";
import { NAME, STACK, useRedshift } from "./fake-redshift.ts";

describe("npm run ops start of mongodb-to-redshift", () => {
  const { given, ops } = useRedshift();
  const asked = (operation: string) => given.aws.calls.filter((call) => call.operation === operation);

  it("switches the schedule on, and sends everything else back as it was", async () => {
    const { code, out } = await ops("start", STACK);
    expect({ code, state: given.schedule.State }).to.deep.equal({ code: 0, state: "ENABLED" });
    expect(out).to.include(`The schedule of ${STACK} is on.`);
    const [put] = asked(`PUT /schedules/${NAME}-schedule`);
    expect(JSON.parse(put?.input.body)).to.deep.include({
      ScheduleExpression: "rate(1 hour)",
      FlexibleTimeWindow: { Mode: "OFF" },
      Target: { Arn: "arn:aws:states:x", RoleArn: "arn:aws:iam:x", Input: "{}" },
    });
  });

  it("first lets a job of each database connect, from where jobs run, and extract nothing", async () => {
    const { err } = await ops("start", STACK);
    const jobs = asked("POST /v1/submitjob").map(({ input }) => JSON.parse(input.body));
    const variables = jobs.map(({ containerOverrides }) =>
      Object.fromEntries(
        containerOverrides.environment.map(({ name, value }: Record<string, string>) => [name, value]),
      ),
    );
    expect(variables.map(({ MODE, DATABASE }) => [MODE, DATABASE])).to.deep.equal([
      ["check", "crm"],
      ["check", "shop"],
    ]);
    expect(err).to.include("shop: connected");
  });

  it("says which job could not connect, where its log is, and starts nothing", async () => {
    Object.assign(given.job, { status: "FAILED", container: { exitCode: 10, logStreamName: "extract/default/7" } });
    const { code, err } = await ops("start", STACK);
    expect({ code, state: given.schedule.State }).to.deep.equal({ code: 1, state: "DISABLED" });
    expect(err).to.include("connects to crm ended with 10").and.include("extract/default/7");
  });

  it("says IMAGE_MISSING and what to run, before it runs a job", async () => {
    given.missing.push(`${NAME}-process`);
    const { code, err } = await ops("start", STACK);
    expect({ code, state: given.schedule.State }).to.deep.equal({ code: 1, state: "DISABLED" });
    expect(err).to.include(`IMAGE_MISSING: ${NAME}-process`).and.include(`ops -- image push ${STACK}`);
    expect(asked("POST /v1/submitjob")).to.deep.equal([]);
  });

  it("says what to deploy if there is no state machine", async () => {
    given.aws.on("DescribeStateMachine", () => {
      throw new AwsFault("StateMachineDoesNotExist", "no such machine");
    });
    const { code, err } = await ops("start", STACK);
    expect(code).to.equal(1);
    expect(err).to.include(`deploy ${STACK} first`);
  });

  it("does nothing with credentials of another account, or if the jobs are switched off", async () => {
    given.aws.account = "999999999999";
    expect((await ops("start", STACK)).err).to.include("nothing was done");
    given.settings = { deployJobs: false };
    expect((await ops("start", STACK)).err).to.include("its deployJobs is false");
    expect(given.schedule.State).to.equal("DISABLED");
  });
});

describe("npm run ops stop of mongodb-to-redshift", () => {
  const { given, ops } = useRedshift();

  it("switches the schedule off, and says so if it is off already", async () => {
    given.schedule.State = "ENABLED";
    expect((await ops("stop", STACK)).out).to.include("is off.");
    expect(given.schedule.State).to.equal("DISABLED");
    expect(JSON.parse((await ops("stop", STACK, "--json")).out)).to.deep.equal({
      stack: STACK,
      schedule: "DISABLED",
      changed: false,
    });
  });
});
