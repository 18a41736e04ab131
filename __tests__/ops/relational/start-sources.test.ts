import { expect } from "chai";
import { type Finding, finding } from "../../../functions/source-columns/finding.ts";
import { SOURCE_ERRORS, type SourceErrorCode } from "../../../functions/source-columns/source-errors.ts";
import { production, SOURCES } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { type FakeTasks, fakeTasks, INVOKE_SOURCES, STACK } from "./fake-tasks.ts";

const GONE = finding("COLUMN_ABSENT", "clinic/visits.room", "listed, and not in the source");
const SHORT = finding("BINLOG_RETENTION", "clinic", "the binary log is kept for 3 h");
const WARNING = finding("SLOTS_USED", "ledger", "5 of 5 replication slots are used");

describe("ops start, of sources that are not as listed", () => {
  let aws: FakeAws;
  let tasks: FakeTasks;
  beforeEach(async () => {
    aws = await startFakeAws();
    tasks = fakeTasks(aws);
  });
  afterEach(() => aws.close());

  const start = async (...args: string[]) => {
    const ran = await operate(["start", STACK, ...args], aws.endpoint, { literals: [production()], sources: SOURCES });
    const started = aws.calls.filter(({ operation }) => operation === "StartReplicationTask").length;
    return { ...ran, started };
  };
  const find = (clinic: readonly Finding[], ledger: readonly Finding[] = []) =>
    aws.on(INVOKE_SOURCES, () => ({
      databases: { clinic: { findings: clinic, unlisted: [] }, ledger: { findings: ledger, unlisted: [] } },
    }));

  it("starts no task if rows or columns would be lost, and says where, why, and how to go on", async () => {
    find([GONE, SHORT]);
    const { code, err, started } = await start();
    expect({ code, started }).to.deep.equal({ code: 1, started: 0 });
    expect(err).to.include("Rows or columns would be lost: nothing was started.");
    for (const { code: each, where, problem, remedy } of [GONE, SHORT])
      expect(err).to.include(`${each} in ${where}: ${problem}. ${remedy}`);
    expect(err).to.include("--accept COLUMN_ABSENT BINLOG_RETENTION");
    expect(aws.calls.map(({ operation }) => operation)).not.to.include("TestConnection");
  });

  it("starts all tasks if each such finding is accepted by its code, and still prints them", async () => {
    find([GONE, SHORT]);
    expect((await start("--accept", "BINLOG_RETENTION")).started).to.equal(0);
    const { code, err, started } = await start("--accept", "BINLOG_RETENTION", "COLUMN_ABSENT");
    expect({ code, started }).to.deep.equal({ code: 0, started: 2 });
    expect(err).to.include("COLUMN_ABSENT in clinic/visits.room");
  });

  it("looks only at the database whose task it starts, and not at all if all tasks run", async () => {
    find([GONE]);
    expect((await start("--database", "ledger")).started).to.equal(1);
    for (const { description } of Object.values(tasks)) description.Status = "running";
    const { code, err } = await start();
    expect(code).to.equal(0);
    expect(err).not.to.include("COLUMN_ABSENT");
  });

  it("prints a finding by which nothing is lost, and starts", async () => {
    find([], [WARNING]);
    const { code, err, started } = await start();
    expect({ code, started }).to.deep.equal({ code: 0, started: 2 });
    expect(err).to.include("SLOTS_USED in ledger: 5 of 5 replication slots are used.");
  });

  it("says that nothing was compared, and starts, if there is no function yet, or if it can't be asked", async () => {
    for (const [answer, why] of [
      [new AwsFault("ResourceNotFoundException", "no", 404), /not compared: the function that does it is not deployed/],
      [new AwsFault("AccessDeniedException", "no", 403), /not compared: AWS: AccessDeniedException/],
      [{ errorType: "Error" }, /not compared: .* failed when asked about the sources/],
    ] as const) {
      for (const { description } of Object.values(tasks)) description.Status = "ready";
      aws.on(INVOKE_SOURCES, () => {
        if (answer instanceof AwsFault) throw answer;
        return answer;
      });
      const { code, err } = await start();
      expect(code).to.equal(0);
      expect(err).to.match(why);
    }
  });

  it("takes only codes that stop a start, and only for these stacks, before AWS is asked", async () => {
    const wrong = await start("--accept", "COLUMN_GONE", "SLOTS_USED");
    expect(wrong.code).to.equal(2);
    expect(wrong.err).to.include("Nothing with the code COLUMN_GONE, SLOTS_USED stops a start. Codes: TABLE_ABSENT");
    const other = await operate(["start", "production-us-west-2", "--accept", "COLUMN_ABSENT"], aws.endpoint);
    expect({ code: other.code, calls: aws.calls.length }).to.deep.equal({ code: 2, calls: 0 });
    expect(other.err).to.include("--accept is for stacks of relational-to-snowflake");
  });

  it("is stopped by what loses data, and by nothing that is only a risk later, or could not be seen", () => {
    const blocking = (Object.keys(SOURCE_ERRORS) as SourceErrorCode[]).filter((code) => SOURCE_ERRORS[code].blocks);
    expect(Object.keys(SOURCE_ERRORS).filter((code) => !(blocking as string[]).includes(code))).to.deep.equal([
      "SOURCE_UNREACHABLE",
      "RIGHTS_MISSING",
      "BINLOG_RETENTION_UNKNOWN",
      "SLOTS_USED",
      "WAL_SENDERS_USED",
      "HEARTBEAT_SCHEMA_ABSENT",
    ]);
  });
});
