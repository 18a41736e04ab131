import { expect } from "chai";
import pc from "picocolors";
import type { LakeReport } from "../../../functions/lake-columns/report.ts";
import { finding } from "../../../functions/source-columns/finding.ts";
import { SOURCE_ERRORS } from "../../../functions/source-columns/source-errors.ts";
import type { RelationalToSnowflakeSettings } from "../../../stacks/relational-to-snowflake/settings.ts";
import { PRIMARY } from "../../stacks/fixtures.ts";
import { production, SOURCES, withDatabase } from "../../stacks/relational-to-snowflake/fixtures.ts";
import { AwsFault, type FakeAws, startFakeAws } from "../fake-aws.ts";
import { operate } from "../operator.ts";
import { at, type FakeStacks, fakeStacks, tellsSnowpipe } from "../status/fake-stacks.ts";
import { type FakeTasks, fakeTasks, INVOKE_SOURCES, mappingsOf, STACK, WELL } from "./fake-tasks.ts";

const LAKE = "clearwell-changes-us-west-2-production";
const FUNCTION = "clearwell-production-us-west-2-relational-lake";
const COUNTS = { TableState: "Table completed", FullLoadRows: 1234, Inserts: 5, Updates: 6, Deletes: 7 };

describe("ops status of relational-to-snowflake", () => {
  let aws: FakeAws;
  let fake: FakeStacks;
  let tasks: FakeTasks;
  let settings: Partial<RelationalToSnowflakeSettings>;
  let report: LakeReport;

  beforeEach(async () => {
    aws = await startFakeAws();
    fake = fakeStacks(aws);
    tasks = fakeTasks(aws);
    settings = {};
    report = { tables: 3, files: 3, findings: [] };
    aws.on(`POST /2015-03-31/functions/${FUNCTION}/invocations`, ({ input }) => {
      expect(JSON.parse(input.body)).to.deep.equal({ clearwell: "check-lake" });
      return report;
    });
    for (const { description } of Object.values(tasks))
      Object.assign(description, { Status: "running", ReplicationTaskStats: { FullLoadProgressPercent: 100 } });
    tasks.clinic.tables.push(
      ...["visits", "rooms"].map((TableName) => ({ SchemaName: "clinic", TableName, ...COUNTS })),
    );
    tasks.ledger.tables.push({ SchemaName: "public", TableName: "entries", ...COUNTS });
    for (const [table, minute] of [
      ["clinic/visits", "50"],
      ["clinic/rooms", "40"],
      ["ledger/entries", "30"],
    ])
      fake.objects.set(`${LAKE}/${table}/2026/11/21/11/20261121-11${minute}00123.parquet`, at(`11:${minute}`));
  });
  afterEach(() => aws.close());

  const status = (...args: string[]) =>
    operate(["status", ...args], aws.endpoint, { literals: [production(settings)], sources: SOURCES });
  const found = async () => {
    const { code, out } = await status(STACK, "--json");
    const { relational } = JSON.parse(out);
    return { code, ...relational[0] };
  };

  it("shows tasks, engine and tables of a stack in which all is well", async () => {
    const { code, out } = await status(STACK);
    expect(code).to.equal(0);
    expect(out.split("\n").map((line) => line.trim().replace(/ {2,}/g, " | "))).to.deep.equal([
      STACK,
      "task of clinic | running",
      "full load of clinic | 100 %",
      "task of ledger | running",
      "full load of ledger | 100 %",
      "engine | 3.6.1",
      "no new instances from | 2027-04-30",
      "forced upgrade | 2027-06-30",
      "tables | as listed",
      "sources | as listed",
      "columns not listed | 1",
      "columns in the lake | as listed",
      "lake -> Snowflake | off",
      "",
      "By table (lake: age of the newest object; changes since the last start)",
      "table | stack | in DMS | loaded | inserts | updates | deletes | lake",
      `clinic/visits | ${STACK} | Table completed | 1,234 | 5 | 6 | 7 | 10 min`,
      `clinic/rooms | ${STACK} | Table completed | 1,234 | 5 | 6 | 7 | 20 min`,
      `ledger/entries | ${STACK} | Table completed | 1,234 | 5 | 6 | 7 | 30 min`,
      "",
      "All well.",
    ]);
  });

  it("gives all of it as one document", async () => {
    const { code, tables, engine, lakeColumns, sources, ...rest } = await found();
    expect(lakeColumns).to.deep.equal(report);
    expect(sources).to.deep.equal(WELL);
    expect({ code, ...rest }).to.deep.equal({
      code: 0,
      stack: STACK,
      region: "us-west-2",
      notification: "off",
      tasks: {
        clinic: { database: "clinic", status: "running", fullLoadPercent: 100, notDeployed: [], notListed: [] },
        ledger: { database: "ledger", status: "running", fullLoadPercent: 100, notDeployed: [], notListed: [] },
      },
      problems: [],
    });
    expect(engine.version).to.equal("3.6.1");
    expect(tables[0]).to.deep.equal({
      table: "clinic/visits",
      dms: { state: "Table completed", fullLoadRows: 1234, inserts: 5, updates: 6, deletes: 7, loadedAt: null },
      lake: { key: "clinic/visits/2026/11/21/11/20261121-115000123.parquet", at: "2026-11-21T11:50:00.000Z" },
    });
  });

  it("reports that the lake does not notify Snowflake's queue of the files of each database", async () => {
    const queueArn = "arn:aws:sqs:us-west-2:444455556666:sf-snowpipe-FIXTURE";
    settings = { refresh: { queueArn } };
    const notifies = (...databases: readonly string[]) =>
      fake.notifications.set(LAKE, databases.map((database) => tellsSnowpipe(`${database}/`, queueArn)).join(""));
    notifies("clinic", "ledger");
    expect(await found()).to.deep.include({ code: 0, notification: "present" });
    notifies("clinic");
    const { problems, notification } = await found();
    expect(notification).to.equal("missing");
    expect(problems.map(({ where }: { where: string }) => where)).to.deep.equal(["lake -> Snowflake"]);
    settings = { refresh: {} };
    expect(await found()).to.deep.include({ code: 0, notification: "off" });
  });

  it("shows each pipeline in a section of its own, without a name or with several", async () => {
    const { out } = await status();
    expect(out).to.match(
      new RegExp(
        `production-us-west-2 +production-us-east-1 +staging-us-west-2\\n +task .*\\n\\n +${STACK}\\n +task of`,
        "s",
      ),
    );
    const { stacks, relational } = JSON.parse((await status(STACK, "production-us-east-1", "--json")).out);
    expect([...stacks, ...relational].map(({ stack }) => stack)).to.deep.equal(["production-us-east-1", STACK]);
  });

  it("has no section for a pipeline without a stack", async () => {
    settings = { deployDms: false };
    expect(JSON.parse((await status("--json")).out)).not.to.include.keys("relational");
    const { code, err } = await operate(["status"], aws.endpoint, {
      environments: [{ ...PRIMARY, deployDms: false }],
      literals: [production(settings)],
    });
    expect(code).to.equal(2);
    expect(err).to.include("deployDms is false in each");
  });

  it("reports a task that is stopped or never started, with its database", async () => {
    Object.assign(tasks.clinic.description, { Status: "ready" });
    Object.assign(tasks.ledger.description, { Status: "failed", LastFailureMessage: "slot is gone" });
    const { code, problems } = await found();
    expect(code).to.equal(1);
    expect(problems).to.deep.equal([
      { where: "task of clinic", problem: "never started", remedy: `npm run -s ops -- start ${STACK}` },
      {
        where: "task of ledger",
        problem: "failed; slot is gone",
        remedy: `npm run -s ops -- start ${STACK}, which says how it can continue`,
      },
    ]);
  });

  it("finds nothing wrong with a task that has loaded and does nothing else", async () => {
    Object.assign(tasks.clinic.description, { Status: "stopped", StopReason: "Stop Reason FULL_LOAD_ONLY_FINISHED" });
    expect((await found()).problems).to.have.length(1);
    settings = withDatabase("clinic", { migration: "full-load" });
    expect(await found()).to.include({ code: 0 });
    const printed: string[] = [];
    const colors = pc.createColors(true);
    const out = { colors, print: (text: string) => void printed.push(text) } as never;
    await operate(["status", STACK], aws.endpoint, { literals: [production(settings)], sources: SOURCES, out });
    expect(printed.join("\n")).to.include("stopped").and.not.include(colors.red("stopped"));
  });

  it("reports tables and columns that are deployed otherwise than listed", async () => {
    tasks.clinic.description.TableMappings = mappingsOf("clinic", "clinic", ["rooms"]);
    const { code, out } = await status(STACK);
    expect(code).to.equal(1);
    // The table, its two columns and the order of its changes.
    expect(out)
      .to.match(/tables +4 differ/)
      .and.include("task of clinic: listed here, not replicated: clinic.rooms.floor");
  });

  it("reports a table that the running task lacks, or with which it can't go on", async () => {
    tasks.clinic.tables.splice(0, 2, { SchemaName: "clinic", TableName: "rooms", TableState: "Table error" });
    const { problems } = await found();
    expect(problems.map(({ where, problem }: Record<string, string>) => [where, problem])).to.deep.equal([
      ["clinic/visits", "listed, but not in the running task"],
      ["clinic/rooms", "Table error"],
    ]);
    expect(problems[1].remedy)
      .to.include("dms-tasks-clearwell-production-us-west-2-relational;")
      .and.include(`start ${STACK} --reload --collection clinic/rooms`);
    settings = withDatabase("clinic", { migration: "cdc" });
    const ofChanges = (await found()).problems as Record<string, string>[];
    expect(ofChanges.map(({ where }) => where)).to.deep.equal(["clinic/rooms"]);
    expect(ofChanges[0]?.remedy).not.to.include("--reload");
  });

  it("finds the file of a full load, if there is no newer one of changes", async () => {
    for (const key of fake.objects.keys()) if (key.startsWith(LAKE)) fake.objects.delete(key);
    fake.objects.set(`${LAKE}/clinic/rooms/2026/10/02/09/20261002-090000123.parquet`, new Date("2026-10-02T09:00:00Z"));
    fake.objects.set(`${LAKE}/clinic/rooms/LOAD00000001.parquet`, at("09:00"));
    const { tables } = await found();
    expect(tables.map(({ lake }: { lake: { key: string } | null }) => lake?.key)).to.deep.equal([
      undefined,
      "clinic/rooms/LOAD00000001.parquet",
      undefined,
    ]);
  });

  it("lists only since yesterday where there are changes", async () => {
    await status(STACK);
    const listings = aws.calls.filter(({ operation }) => operation.startsWith(`GET /${LAKE}`));
    expect(listings.map(({ input }) => input.query["start-after"])).to.have.members([
      "clinic/visits/2026/11/20",
      "clinic/rooms/2026/11/20",
      "ledger/entries/2026/11/20",
    ]);
  });

  it("shows the columns that the lake has and no contract lists, and what to do", async () => {
    const none = { files: 1, key: "clinic/visits/LOAD00000001.parquet", columns: [], more: 0, cause: null };
    report = {
      ...report,
      findings: [
        { ...none, code: "UNLISTED_COLUMN", table: "clinic/visits", columns: ["ssn", "\\u{1b}[2J"], more: 3 },
        { ...none, code: "LAKE_READ_FAILED", table: "clinic/rooms", cause: "AccessDenied 403" },
        { ...none, code: "UNLISTED_TABLE", table: "payroll/\u001b[2Jwages", files: 0, key: null },
      ],
    };
    const { code, problems } = await found();
    expect(code).to.equal(1);
    expect(problems.map(({ where, problem }: Record<string, string>) => [where, problem])).to.deep.equal([
      ["clinic/visits", "UNLISTED_COLUMN: ssn, \\u{1b}[2J, 3 more, in clinic/visits/LOAD00000001.parquet"],
      ["clinic/rooms", "LAKE_READ_FAILED: in clinic/visits/LOAD00000001.parquet, AccessDenied 403"],
      ["payroll/\uFFFD[2Jwages", "UNLISTED_TABLE"],
    ]);
    expect(problems[0].remedy).to.match(/^A file in the lake has a column/);
    expect((await status(STACK)).out).to.match(/columns in the lake +3 problems/);
  });

  it("shows what is wrong in the sources, and what to do", async () => {
    const gone = finding("COLUMN_ABSENT", "clinic/visits.room", "listed, and not in the source");
    const strange = finding("SOURCE_UNREACHABLE", "ledger", "can't connect: \u001b[2J");
    aws.on(INVOKE_SOURCES, () => ({
      databases: {
        clinic: { findings: [gone], unlisted: ["visits.card"] },
        ledger: { findings: [strange], unlisted: null },
      },
    }));
    const { code, problems } = await found();
    expect(code).to.equal(1);
    expect(problems).to.deep.equal([
      {
        where: "clinic/visits.room",
        problem: "COLUMN_ABSENT: listed, and not in the source",
        remedy: SOURCE_ERRORS.COLUMN_ABSENT.remedy,
      },
      {
        where: "ledger",
        problem: "SOURCE_UNREACHABLE: can't connect: \uFFFD[2J",
        remedy: SOURCE_ERRORS.SOURCE_UNREACHABLE.remedy,
      },
    ]);
    const { out } = await status(STACK);
    expect(out)
      .to.match(/sources +2 problems/)
      .and.match(/columns not listed +\?/);
  });

  it("says that the sources could not be compared, or that the function is not deployed", async () => {
    aws.on(INVOKE_SOURCES, () => ({ errorType: "Error", errorMessage: "Ann Smith" }));
    const { code, out } = await status(STACK);
    expect(code).to.equal(1);
    expect(out)
      .to.match(/sources +\?/)
      .and.include("failed when asked about the sources: see its log.")
      .and.not.include("Ann Smith");
    aws.on(INVOKE_SOURCES, () => {
      throw new AwsFault("ResourceNotFoundException", "no", 404);
    });
    expect((await status(STACK)).out).to.include("is not deployed");
  });

  it("says that the lake has no files, or that nobody knows its columns", async () => {
    report = { tables: 0, files: 0, findings: [] };
    expect((await status(STACK)).out).to.match(/columns in the lake +no files/);
    aws.on(`POST /2015-03-31/functions/${FUNCTION}/invocations`, () => ({ errorType: "AccessDenied" }));
    const { code, out } = await status(STACK);
    expect(code).to.equal(1);
    expect(out)
      .to.match(/columns in the lake +\?/)
      .and.include(`${FUNCTION} of ${STACK} failed when asked`);
    aws.on(`POST /2015-03-31/functions/${FUNCTION}/invocations`, () => {
      throw new AwsFault("ResourceNotFoundException", "no", 404);
    });
    expect((await status(STACK)).out).to.include("lake columns: AWS: ResourceNotFoundException");
  });

  it("shows what it can if something is refused, missing, or in another account", async () => {
    aws.on(`GET /${LAKE}*`, () => {
      throw new AwsFault("AccessDenied", "no", 403);
    });
    aws.on("DescribeReplicationTasks", () => {
      throw new AwsFault("ResourceNotFoundFault", "none");
    });
    const { code, out } = await status(STACK);
    expect(code).to.equal(1);
    expect(out)
      .to.match(/task of clinic +\?/)
      .and.match(/tables +\?/)
      .and.match(/engine +3\.6\.1/);
    expect(out)
      .to.include(`relational-clinic-task in us-west-2: deploy ${STACK} first`)
      .and.include("lake: AWS: AccessDenied");
    aws.account = "999988887777";
    const { tasks: none, problems } = await found();
    expect(none).to.deep.equal({});
    expect(problems[0].problem).to.include(`${STACK} is in 111122223333`);
  });
});
